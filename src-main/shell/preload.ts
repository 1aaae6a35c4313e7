import { contextBridge, ipcRenderer } from 'electron';
import { channels, framePortTag, type PreloadApi } from '../../contract/preloadApi';
import type { Patch } from '../../contract/patch';
import type { Result } from '../../contract/result';
import type { WindowIdentity } from '../../contract/windowKinds';

/** Main's half is in windows.ts: the identity travels as a process argument, so it is here before the first script runs. */
const identityPrefix = '--highnoon-identity=';

const identity = readIdentity();

contextBridge.exposeInMainWorld('highnoon', {
  ask: (name, input) => ask(name, input),
  onState: (listener) => {
    const forward = (_event: unknown, patch: Patch): void => listener(patch);
    ipcRenderer.on(channels.patch, forward);
    return () => {
      ipcRenderer.removeListener(channels.patch, forward);
    };
  },
  requestFrames: () => ask('frames.connect', undefined),
  identity: () => identity,
} satisfies PreloadApi);

ipcRenderer.on(channels.framePort, (event) => {
  window.postMessage(framePortTag, window.location.origin, [...event.ports]);
});

async function ask<Value>(name: string, input: unknown): Promise<Result<Value>> {
  try {
    // Main is ours and answers with the command's Result; the shape is kept by CommandHandlers.
    return (await ipcRenderer.invoke(channels.ask, name, input)) as Result<Value>;
  } catch (error) {
    // Only what cannot be copied to main ends here: functions, symbols, DOM nodes.
    return { ok: false, refusal: { code: 'bad-input', message: `${name} could not be sent: ${String(error)}` } };
  }
}

function readIdentity(): WindowIdentity {
  const argument = process.argv.find((word) => word.startsWith(identityPrefix));
  if (argument === undefined) throw new Error('main starts every window with its identity');
  return JSON.parse(decodeURIComponent(argument.slice(identityPrefix.length))) as WindowIdentity;
}
