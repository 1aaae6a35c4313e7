import { existsSync, readFileSync } from 'node:fs';

/**
 * Totals of one runner from its JSON reporter. A runner that left no report, or a file that could not even be loaded,
 * counts as failed: nothing that did not run may look like a pass.
 * `secondTry`: those among the passed that failed first.
 * @returns {{ passed: number, failed: number, skipped: number, secondTry: number }}
 */
export function readVitestReport(file) {
  const report = readJson(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0, secondTry: 0 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  // One that passed keeps what its first try said.
  const secondTry = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, skipped, secondTry };
}

export function readPlaywrightReport(file) {
  const report = readJson(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0, secondTry: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, secondTry: flaky };
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
