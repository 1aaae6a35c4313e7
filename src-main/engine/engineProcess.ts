import type { FromEngine, ToEngine } from '../../contract/engineProtocol';
import { createEngine } from './engine';
import type { FramePort } from './frames/frameFeed';
import { systemTimers } from './timers';

/** Electron's `process.parentPort`, as far as we use it: this file runs as a utility process but is plain Node. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToEngine; readonly ports: readonly FramePort[] }) => void): void;
  postMessage(message: FromEngine): void;
}

const parentPort = parentPortOf(process);

/** A defect ends the process at once; main starts a new one, and no half-broken engine goes on drawing. */
function endBroken(error: unknown): void {
  parentPort.postMessage({
    type: 'log',
    level: 'error',
    text: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  // One turn, so that the message leaves.
  setTimeout(() => process.exit(1), 20);
}
process.on('uncaughtException', endBroken);
process.on('unhandledRejection', endBroken);

const engine = createEngine({
  post: (message) => parentPort.postMessage(message),
  timers: systemTimers,
  random: Math.random,
  // Native and heavy: it loads beside the first polls, never before them.
  openHistory: async (...where) => (await import('./history/openHistory')).openHistory(...where),
});

parentPort.on('message', ({ data, ports }) => {
  engine.handle(data, ports[0]);
  if (data.type === 'close') void engine.close().then(() => process.exit(0));
});
parentPort.postMessage({ type: 'running' });

function parentPortOf(holder: object): ParentPort {
  const port: unknown = 'parentPort' in holder ? holder.parentPort : undefined;
  if (!isParentPort(port)) throw new Error('The engine runs as a utility process of the console: start the console instead.');
  return port;
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}
