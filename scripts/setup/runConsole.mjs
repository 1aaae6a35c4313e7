import { spawn } from 'node:child_process';
import { projectRoot } from './projectRoot.mjs';

/**
 * Runs the console until it ends; resolves to its exit code.
 * `display`: a virtual display to draw on, null for the desktop's.
 */
export function runConsole(runtime, appArguments, display) {
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
