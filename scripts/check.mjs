/**
 * `npm test [FILTER…]`: types, lint, format and tests, all of them even after a failure.
 * The last line counts the tests: `12 passed, 0 failed, 1 skipped`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countTests } from './count-tests.mjs';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));

const reportFolder = mkdtempSync(join(tmpdir(), 'aql-workbench-test-'));
const report = join(reportFolder, 'report.json');

const steps = [
  ['types', 'vue-tsc/bin/vue-tsc.js', '-b'],
  ['lint', 'oxlint/bin/oxlint', '--deny-warnings'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  [
    'tests',
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
];

const failed = steps.filter(([name, script, ...args]) => {
  const start_ms = performance.now();
  const { status } = spawnSync(process.execPath, [join('node_modules', script), ...args], { stdio: 'inherit' });
  const seconds = ((performance.now() - start_ms) / 1000).toFixed(1);
  console.log(`${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return status !== 0;
});

const counts = countTests(readReport());
rmSync(reportFolder, { recursive: true });
if (failed.length > 0) console.log(`Failed: ${failed.map(([name]) => name).join(', ')}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = failed.length > 0 || counts.failed > 0 ? 1 : 0;

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
}
