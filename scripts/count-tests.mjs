/**
 * Counts the tests of a vitest JSON report. A file that failed before its first test counts as one failure, and so does
 * a missing report (vitest itself died): no failure may go uncounted.
 */
export function countTests(report) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
