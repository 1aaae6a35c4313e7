#!/usr/bin/env node
/** `npm start`: sets up what is missing and opens the console. Node built-ins only: it runs straight after a clone. */
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { buildConsole } from './setup/buildConsole.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { installSystemPackages } from './setup/installSystemPackages.mjs';
import { parseStartOptions, startUsage } from './setup/parseStartOptions.mjs';
import { progress } from './setup/progress.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runConsole } from './setup/runConsole.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';
import { openVirtualDisplay, requireDisplay } from './setup/virtualDisplay.mjs';

await runScript(start, [SetupFailure, RuntimeMissing]);

async function start() {
  const options = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    process.stdout.write(startUsage);
    return 0;
  }
  requireNode();
  if (!options.virtualDisplay) requireDisplay('npm start');
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
