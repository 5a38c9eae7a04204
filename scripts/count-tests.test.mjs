import { expect, it } from 'vitest';
import { countTests } from './count-tests.mjs';

const counts = { numPassedTests: 12, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 };

it('counts what vitest counted; what is still to be written counts as skipped', () => {
  expect(countTests({ ...counts, testResults: [] })).toEqual({ passed: 12, failed: 1, skipped: 5 });
});

it('counts a file that failed before its first test', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [] },
  ];
  expect(countTests({ ...counts, testResults }).failed).toBe(2);
});

it('counts a missing report as a failure', () => {
  expect(countTests(null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
