// build/: the whole test, in the order in which a fault is cheapest to find: types, lint, bundle, and
// then every test file. Ends with one plain line: N passed, N failed, N skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { getDebianPackages } from './debian-install.mjs';

/** Checks that are one program each. */
const CHECKS = [
  ['types of shared/', 'typescript/bin/tsc', ['-p', 'shared']],
  ['types of renderer/', 'typescript/bin/tsc', ['-p', 'renderer']],
  ['types', 'typescript/bin/tsc', ['-p', '.']],
  ['lint', 'eslint/bin/eslint.js', ['-c', 'build/eslint.config.mjs', '.']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
];

/**
 * Runs everything, or only the test files whose path contains one of `filters`.
 * @param {readonly string[]} filters
 * @returns {Promise<number>} the exit code
 */
export async function testAll(filters) {
  if (filters.length === 0) getDebianPackages();
  const passed = [];
  const failed = [];
  if (filters.length === 0) {
    for (const [name, tool, args] of CHECKS) {
      console.log(`\n# ${name}`);
      (node([`node_modules/${tool}`, ...args]) === 0 ? passed : failed).push(name);
    }
  }
  console.log('\n# bundle');
  const { buildProduct } = await import('./bundle.mjs');
  await buildProduct();
  passed.push('bundle');

  console.log('\n# tests');
  const report = runTests(filters);
  passed.push(...report.passed);
  failed.push(...report.failed);

  for (const name of report.skipped) console.log(`skipped: ${name}`);
  for (const name of failed) console.log(`failed: ${name}`);
  console.log(
    `\n${passed.length} passed, ${failed.length} failed, ${report.skipped.length} skipped`,
  );
  return failed.length === 0 ? 0 : 1;
}

function node(args) {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

/** Runs vitest and reads its own JSON report, so that the counts are its and not a guess. */
function runTests(filters) {
  const reportFile = 'out/test-report.json';
  mkdirSync('out', { recursive: true });
  rmSync(reportFile, { force: true });
  node([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=build/vitest.config.mjs',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...filters,
  ]);
  return readReport(reportFile);
}

function readReport(file) {
  const outcome = { passed: [], failed: [], skipped: [] };
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    outcome.failed.push(`the test runner left no report (${error.message})`);
    return outcome;
  }
  for (const { name, status, message, assertionResults } of report.testResults) {
    // A file that fails before its first test has no results of its own.
    if (status === 'failed' && assertionResults.every((one) => one.status !== 'failed')) {
      outcome.failed.push(`${name}: ${message}`);
    }
    for (const { fullName, status: result } of assertionResults) {
      const list = result === 'passed' ? 'passed' : result === 'failed' ? 'failed' : 'skipped';
      outcome[list].push(fullName);
    }
  }
  return outcome;
}
