import type { CommandInput, CommandName, CommandOutput } from './commands';
import type { Patch } from './patch';
import type { Result } from './result';
import type { WindowIdentity } from './windowKinds';

/** All that preload exposes, as `window.highnoon`. No raw IPC. */
export interface PreloadApi {
  ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  onState(listener: (patch: Patch) => void): () => void;
  /**
   * Asks main for a frame port. It arrives as a `message` event on the window with `data === framePortTag` and the
   * port in `ports[0]` (a port cannot cross the context bridge). A new one arrives by itself after the engine restarted.
   */
  requestFrames(): Promise<Result<void>>;
  identity(): WindowIdentity;
}

export const framePortTag = 'highnoon:frame-port';

/** IPC channel names, known only to preload and src-main/shell/ipc.ts. */
export const channels = {
  ask: 'highnoon:ask',
  patch: 'highnoon:patch',
  framePort: 'highnoon:frame-port',
} as const;
