import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** What ran and how it ended; failures by name. */
class Counts {
  passed = 0;
  skipped = 0;
  failures = [];

  get failed() {
    return this.failures.length;
  }

  fail(name) {
    this.failures.push(name);
  }
}

/** Counts one vitest report. */
function countVitest(report, counts) {
  counts.passed += report.numPassedTests;
  counts.skipped += report.numPendingTests + report.numTodoTests;
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of failed) counts.fail(`${file.name}: ${test.fullName}`);
    // A file that cannot even be loaded has no tests, and has failed.
    if (failed.length === 0 && file.status === 'failed') counts.fail(file.name);
  }
}

/** Counts one Playwright report. */
function countPlaywright(report, counts) {
  const visit = (suite) => {
    for (const child of suite.suites ?? []) visit(child);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'skipped') counts.skipped += 1;
        else if (test.status === 'unexpected') counts.fail(`${spec.file}: ${spec.title}`);
        else counts.passed += 1;
      }
    }
  };
  for (const suite of report.suites) visit(suite);
  for (const error of report.errors ?? []) counts.fail(`journeys: ${error.message ?? 'an error outside the tests'}`);
}

/**
 * Counts what really ran: each check by its exit code, each test by its report. A task that failed without a failed
 * test (it crashed, or wrote no report) counts as one failure. The tasks come from turbo's run summaries.
 */
export function countResults(summaryFolder, root) {
  const counts = new Counts();
  const runs = existsSync(summaryFolder) ? readdirSync(summaryFolder) : [];
  const tasks = new Map();
  for (const name of runs) {
    for (const task of readJson(join(summaryFolder, name)).tasks) {
      const known = tasks.get(task.taskId);
      if (!known || (task.execution?.exitCode ?? 1) !== 0) tasks.set(task.taskId, task);
    }
  }
  for (const [id, task] of tasks) {
    if (task.command === '<NONEXISTENT>') continue;
    const hasFailed = task.cache?.status !== 'HIT' && task.execution?.exitCode !== 0;
    const failedBefore = counts.failed;
    const isTest = task.task === 'test' || task.task === 'journeys';
    if (isTest) {
      const report = join(root, task.directory, '.results', task.task === 'test' ? 'vitest.json' : 'journeys.json');
      if (!existsSync(report)) counts.fail(`${id}: wrote no report`);
      else if (task.task === 'test') countVitest(readJson(report), counts);
      else countPlaywright(readJson(report), counts);
    } else if (!hasFailed) counts.passed += 1;
    if (hasFailed && counts.failed === failedBefore) counts.fail(id);
  }
  return counts;
}

/** The line that ends a test run. */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
