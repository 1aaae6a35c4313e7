#!/usr/bin/env node
/** `npm run bench -- <subject> [--json FILE] [options]`: sets up what is missing and runs bench/<subject>/index.ts. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { buildConsole } from './setup/buildConsole.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { installSystemPackages, protectionServers } from './setup/installSystemPackages.mjs';
import { progress } from './setup/progress.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';

const benchFolder = join(projectRoot, 'bench');

await runScript(bench, [SetupFailure, RuntimeMissing]);

async function bench() {
  const [subject = '', ...options] = process.argv.slice(2);
  const subjects = benchSubjects();
  if (!subjects.includes(subject)) {
    const asked = subject === '' ? 'Which benchmark?' : `There is no benchmark "${subject}".`;
    throw new SetupFailure(
      `${asked} npm run bench -- <subject> [--json FILE], where the subject is one of: ${subjects.join(', ')}.`,
    );
  }
  requireNode();
  const steps = progress(4);
  await steps.step('npm packages', () => installPackages());
  await steps.step('system packages', () => installSystemPackages(['xvfb', 'prometheus', ...protectionServers], steps));
  const runtime = await steps.step('electron runtime', () => resolveElectronRuntime({ report: steps.note }));
  await steps.step('build', () => buildConsole());
  const tsx = join(projectRoot, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, join(benchFolder, 'runSubject.ts'), subject, ...options], {
    stdio: 'inherit',
    env: { ...process.env, HIGHNOON_RUNTIME_ORIGIN: runtime.origin, ELECTRON_OVERRIDE_DIST_PATH: runtime.distDir },
  });
  return new Promise((ended, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => ended(code ?? 1));
  });
}

function benchSubjects() {
  return readdirSync(benchFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(benchFolder, entry.name, 'index.ts')))
    .map((entry) => entry.name);
}
