import { spawn } from 'node:child_process';
import { SetupFailure } from './setupFailure.mjs';

const startMsMax = 15_000;

/**
 * Chromium makes a window that would cover the whole screen one pixel smaller each way, so that it is not taken for full screen:
 * the screen is larger than the largest window on it.
 */
const screenMargin = 64;

/**
 * Starts an X server without a screen and waits until it takes clients. It picks its own number, so there is no race for one,
 * and runs in its own process group, so that Ctrl-C ends the console before the display under it. It neither ends nor
 * starts over with its last client: Chromium closes its first connection before it opens its second, and waits for ever when the
 * server is away in between.
 * `width`, `height`: of the largest window that must fit.
 * @returns {Promise<{ display: string, close(): Promise<void> }>}
 */
export async function openVirtualDisplay({ width = 1920, height = 1080 } = {}) {
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${width + screenMargin}x${height + screenMargin}x24`,
    '-nolisten',
    'tcp',
    '-noreset',
  ];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const display = await displayNumber(server);
  const stop = () => server.kill('SIGTERM');
  process.once('exit', stop);
  return {
    display: `:${display}`,
    close: () =>
      new Promise((closed) => {
        process.off('exit', stop);
        if (server.exitCode !== null || server.signalCode !== null) return closed();
        server.once('exit', () => closed());
        stop();
      }),
  };
}

/** @throws {SetupFailure} where there is nothing to draw on; `command` is what was called */
export function requireDisplay(command) {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return;
  throw new SetupFailure(
    `There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); "${command} -- --virtual-display" opens the console on a virtual one.`,
  );
}

function displayNumber(server) {
  return new Promise((found, failed) => {
    const timer = setTimeout(() => end(new SetupFailure('Xvfb did not become ready within 15 s.')), startMsMax);
    let text = '';
    const end = (outcome) => {
      clearTimeout(timer);
      server.removeAllListeners();
      if (outcome instanceof Error) {
        server.kill('SIGKILL');
        failed(outcome);
      } else found(outcome);
    };
    server.on('error', () => end(new SetupFailure('There is no Xvfb on this machine; run: sudo apt-get install -y xvfb')));
    server.on('exit', (code) => end(new SetupFailure(`Xvfb ended at once (exit code ${code}).`)));
    server.stdio[3].setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) end(text.trim());
    });
  });
}
