#!/usr/bin/env node
/**
 * `npm test`: sets up what is missing and runs every check and test; all of them, also after one has failed. Node built-ins
 * only: it runs straight after a clone. `--long` adds the long tests (`*.long.test.ts`, `*.long.spec.ts`).
 * The last line is "N passed, N failed" over both test runners; the exit code also tells of formatting, lint and types.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { buildConsole } from './setup/buildConsole.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { installSystemPackages, keyring, protectionServers, sandboxServers } from './setup/installSystemPackages.mjs';
import { progress } from './setup/progress.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { readPlaywrightReport, readVitestReport } from './setup/readReports.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';

const packageBin = {
  prettier: 'prettier/bin/prettier.cjs',
  eslint: 'eslint/bin/eslint.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
};
const reports = join(projectRoot, 'test-results');
const vitestJson = join(reports, 'vitest.json');
const playwrightJson = join(reports, 'playwright.json');

await runScript(test, [SetupFailure, RuntimeMissing]);

async function test() {
  requireNode();
  const steps = progress(8);
  await steps.step('npm packages', () => installPackages());
  await steps.step('system packages', () => installSystemPackages(['xvfb', 'prometheus'], steps));
  await steps.step('servers for the tests', () => installServers(steps));
  const runtime = await steps.step('electron runtime', () => resolveElectronRuntime({ report: steps.note }));
  process.stdout.write(`Tests run on Electron ${runtime.version} (${runtime.origin}) and Node ${process.versions.node}.\n`);

  const long = process.argv.includes('--long') ? { HIGHNOON_LONG: '1' } : {};
  const env = { ...process.env, ...long, HIGHNOON_RUNTIME_ORIGIN: runtime.origin, HIGHNOON_PLAYWRIGHT_JSON: playwrightJson };
  // Playwright forces colours on its workers, and Node then warns about NO_COLOR in each of them.
  const { NO_COLOR: _plain, ...e2eEnv } = env;
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const broken = [];
  const check = async ({ name, command, args }) => {
    const { code, output } = await run(command, args, env, 'quiet');
    if (code === 0) return;
    steps.note(`${name}:\n${output.trimEnd()}`);
    broken.push(name);
  };
  // Each takes one core: the linter, and beside it the others one after the other.
  const lanes = [
    [{ name: 'lint', command: 'eslint', args: ['--max-warnings', '0', '.'] }],
    [
      { name: 'formatting', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
      { name: 'types', command: 'tsc', args: ['-b'] },
      { name: 'types of the oldest Electron', command: 'tsc', args: ['-p', 'tsconfig.floor.json'] },
    ],
  ];
  await steps.step('formatting, lint and types', async () => {
    await Promise.all(lanes.map((lane) => lane.reduce((before, each) => before.then(() => check(each)), Promise.resolve())));
    return broken.length === 0 ? 'passed' : 'failed';
  });

  const unit = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestJson}`];
  // Passphrases are hashed in the same few threads that read files: other tests' disks must not wait for them.
  const unitEnv = { ...env, UV_THREADPOOL_SIZE: '16' };
  const unitOutcome = await steps.step('unit tests', () => runAloud(steps, 'vitest', unit, unitEnv));
  const vitest = readVitestReport(vitestJson);

  const built = await steps.step('build', () => buildConsole()).catch(tellAndRemember(broken));
  const e2eOutcome =
    built === null ? 'failed' : await steps.step('end-to-end tests', () => runAloud(steps, 'playwright', ['test'], e2eEnv));
  const playwright = readPlaywrightReport(playwrightJson);

  return summarize(broken, [
    { name: 'vitest', ...vitest, outcome: unitOutcome },
    { name: 'playwright', ...playwright, outcome: e2eOutcome },
  ]);
}

/** Where nobody looks, a server that is missing is a failure; on a workstation its tests say why they do not run. */
function installServers(steps) {
  try {
    return installSystemPackages([...sandboxServers, ...protectionServers, ...keyring], steps);
  } catch (error) {
    if (process.env.CI === 'true' || !(error instanceof SetupFailure)) throw error;
    steps.note(error.message);
    return 'failed';
  }
}

function summarize(broken, runners) {
  process.stdout.write('\n');
  for (const name of broken) process.stdout.write(`${name}: failed\n`);
  for (const { name, passed, failed, skipped, secondTry } of runners) {
    const asides = [
      skipped > 0 ? `, ${skipped} skipped` : '',
      secondTry > 0 ? ` (${secondTry} of them only at the second try)` : '',
    ];
    process.stdout.write(`${name}: ${passed} passed, ${failed} failed${asides.join('')}\n`);
  }
  const passed = runners.reduce((sum, runner) => sum + runner.passed, 0);
  // A runner can fail without a failed test, for instance on an unhandled error between two.
  const failed = runners.reduce((sum, runner) => sum + (runner.failed || (runner.outcome === 'failed' ? 1 : 0)), 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && broken.length === 0 ? 0 : 1;
}

/** A build that fails leaves nothing to drive, but the checks before it still count. */
function tellAndRemember(broken) {
  return (error) => {
    if (!(error instanceof SetupFailure)) throw error;
    process.stdout.write(`${error.message}\n`);
    broken.push('build');
    return null;
  };
}

async function runAloud(steps, command, args, env) {
  steps.note('');
  const { code } = await run(command, args, env, 'aloud');
  return code === 0 ? 'passed' : 'failed';
}

function run(command, args, env, voice) {
  const script = join(projectRoot, 'node_modules', packageBin[command]);
  const stdio = voice === 'aloud' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [script, ...args], { cwd: projectRoot, env, stdio });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
