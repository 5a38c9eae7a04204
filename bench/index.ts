/**
 * Runs a benchmark by its name:
 *
 *     npm run bench -- NAME [OPTION…]
 *
 * Each is a program of its own, which says at its head what it measures and how.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const programs: Readonly<Record<string, string>> = {
  learning: 'learning/index.ts',
  bandits: 'bandits/index.ts',
  'stable-baselines': 'stable-baselines/index.ts',
  'time-to-solve': 'time-to-solve.ts',
  'learner-step': 'learner-step.ts',
  acting: 'acting.ts',
  compile: 'compile.ts',
  steps: 'steps/index.ts',
  'maximize-q': 'maximize-q.ts',
  physics: 'physics.ts',
  memory: 'memory.ts',
  window: 'window.ts',
  bus: 'bus.ts',
  'arm-ticks': 'arm-ticks.ts',
  'deploy-killed': 'deploy-killed.ts',
  'arm-faults': 'arm-faults/index.ts',
};

const [name = '', ...args] = process.argv.slice(2);
const program = programs[name];
if (program) {
  const file = fileURLToPath(new URL(program, import.meta.url));
  process.exitCode = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' }).status ?? 1;
} else {
  if (name) process.stderr.write(`There is no benchmark '${name}'.\n`);
  console.log(`npm run bench -- NAME [OPTION…], of: ${Object.keys(programs).join(', ')}`);
  process.exitCode = name ? 2 : 0;
}
