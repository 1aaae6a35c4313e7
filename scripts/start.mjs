#!/usr/bin/env node
/** `npm start`: sets up what is missing and opens the console. Node built-ins only: it runs straight after a clone. */
import { spawn } from 'node:child_process';
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { buildConsole } from './setup/buildConsole.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { installSystemPackages } from './setup/installSystemPackages.mjs';
import { parseStartOptions, startUsage } from './setup/parseStartOptions.mjs';
import { progress } from './setup/progress.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';
import { openVirtualDisplay } from './setup/virtualDisplay.mjs';

await runScript(start, [SetupFailure, RuntimeMissing]);

async function start() {
  const options = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    process.stdout.write(startUsage);
    return 0;
  }
  requireNode();
  if (!options.virtualDisplay && needsDisplay())
    throw new SetupFailure(
      'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); "npm start -- --virtual-display" opens the console on a virtual one.',
    );
  const steps = progress(4);
  await steps.step('npm packages', () => installPackages());
  await steps.step('system libraries', () => installSystemPackages(options.virtualDisplay ? ['xvfb'] : [], steps));
  const runtime = await steps.step('electron runtime', () => resolveElectronRuntime({ report: steps.note }));
  await steps.step('build', () => buildConsole());
  const origin = runtime.origin === 'fallback' ? ', the pinned fallback for development and tests' : '';
  process.stdout.write(`Highnoon opens on Electron ${runtime.version}${origin}.\n`);

  const display = options.virtualDisplay ? await openVirtualDisplay(options.screen) : null;
  try {
    return await runConsole(runtime, options.appArguments, display);
  } finally {
    await display?.close();
  }
}

function needsDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

function runConsole(runtime, appArguments, display) {
  const chromium = [
    // Chromium refuses to run as root with its sandbox.
    ...(process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []),
    // Without a graphics card the GPU process only falls back to software, some 100 ms later; and where there is no desktop,
    // Chromium's complaints about its missing message bus are noise.
    ...(display === null ? [] : ['--disable-gpu', '--log-level=3']),
  ];
  const console = spawn(runtime.exe, [projectRoot, ...chromium, ...appArguments], {
    stdio: 'inherit',
    env: {
      ...process.env,
      HIGHNOON_RUNTIME_ORIGIN: runtime.origin,
      ...(display === null ? {} : { DISPLAY: display.display }),
    },
  });
  // Ctrl-C reaches the console by itself, through the terminal's process group; this process only has to outlive it.
  const passOn = (signal) => console.kill(signal);
  const wait = () => {};
  process.on('SIGTERM', passOn).on('SIGHUP', passOn).on('SIGINT', wait);
  return new Promise((ended, failed) => {
    console.on('error', failed);
    console.on('exit', (code, signal) => {
      process.off('SIGTERM', passOn).off('SIGHUP', passOn).off('SIGINT', wait);
      ended(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}
