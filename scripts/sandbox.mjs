#!/usr/bin/env node
/**
 * `npm run sandbox`: sets up what is missing, starts the real stack on loopback and opens the console on it; Ctrl-C, or closing
 * the console, ends all of it. Node built-ins only: it runs straight after a clone.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { buildConsole } from './setup/buildConsole.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { installSystemPackages, sandboxServers } from './setup/installSystemPackages.mjs';
import { parseSandboxOptions, sandboxUsage } from './setup/parseSandboxOptions.mjs';
import { progress } from './setup/progress.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runConsole } from './setup/runConsole.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';
import { openVirtualDisplay, requireDisplay } from './setup/virtualDisplay.mjs';

await runScript(sandbox, [SetupFailure, RuntimeMissing]);

async function sandbox() {
  const options = parseSandboxOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    process.stdout.write(sandboxUsage);
    return 0;
  }
  requireNode();
  if (options.console && !options.virtualDisplay) requireDisplay('npm run sandbox');
  const steps = progress(options.console ? 5 : 4);
  await steps.step('npm packages', () => installPackages());
  const servers = options.sandbox.shop ? ['prometheus', 'haproxy'] : sandboxServers;
  const programs = [...servers, ...(options.virtualDisplay ? ['xvfb'] : [])];
  await steps.step('system packages', () => installSystemPackages(programs, steps));
  const runtime = options.console
    ? await steps.step('electron runtime', () => resolveElectronRuntime({ report: steps.note }))
    : null;
  await steps.step('build', () => buildConsole());
  const host = await steps.step('servers', () => startHost(options.sandbox, steps));
  try {
    process.stdout.write(`${host.table}\n`);
    return runtime === null ? await host.ended : await openConsole(runtime, options, host.workspacePath);
  } finally {
    await host.close();
  }
}

/** The console on the sandbox's workspace, with settings and history of its own: the user's stay as they are. */
async function openConsole(runtime, { virtualDisplay, screen, appArguments }, workspacePath) {
  const home = mkdtempSync(join(tmpdir(), 'highnoon-sandbox-'));
  const display = virtualDisplay ? await openVirtualDisplay(screen) : null;
  try {
    return await runConsole(runtime, [`--user-data-dir=${home}`, `--workspace=${workspacePath}`, ...appArguments], display);
  } finally {
    await display?.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * The servers live in a process of their own and in their own process group, so that Ctrl-C reaches the console first and they
 * outlive it. When this process is gone they end by themselves.
 */
function startHost(sandbox, steps) {
  const script = join(projectRoot, 'e2e', 'sandbox', 'hostSandbox.ts');
  const host = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(sandbox)], {
    cwd: projectRoot,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => host.once('exit', (code) => resolve(code ?? 1)));
  const close = () => {
    if (host.connected) host.disconnect();
    return ended;
  };
  // Ctrl-C while there is no console to hear it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void close());
  return new Promise((ready, failed) => {
    host.once('error', failed);
    host.once('exit', () => failed(new SetupFailure('The sandbox could not be started.')));
    host.on('message', (message) => {
      if (message.type === 'step') steps.note(message.text);
      else ready({ ...message, ended, close });
    });
  });
}
