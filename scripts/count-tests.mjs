// Prints how many tests passed and failed, as one line, from the JSON report of vitest given as argument.
// Exits with 1 if anything failed, if a test file did not load, or if no test ran.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const unloaded = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
for (const file of unloaded) console.log(`did not load: ${path.relative('.', file.name)}`);

const skipped = report.numPendingTests + report.numTodoTests;
const suffix = skipped > 0 ? `, ${skipped} skipped` : '';
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed${suffix}`);

if (report.numFailedTests > 0 || unloaded.length > 0 || report.numPassedTests === 0) {
  process.exitCode = 1;
}
