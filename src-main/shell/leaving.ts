import { app } from 'electron';
import type { Log } from './logFile';

export interface Leaving {
  /** Quits in order, with this exit code. */
  leave(exitCode: number): void;
}

/** Quitting waits until everything that owns a resource has closed it; each closer keeps its own deadline. */
export function closeBeforeLeaving(log: Log, closers: readonly (() => Promise<void> | void)[]): Leaving {
  let exitCode = 0;
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void closeAll().then(() => {
      closed = true;
      app.exit(exitCode);
    });
  });
  /** One after the other: what is fed closes after what feeds it. */
  async function closeAll(): Promise<void> {
    for (const close of closers)
      try {
        await close();
      } catch (error) {
        log('error', `closing failed: ${String(error)}`);
      }
  }
  return {
    leave: (code) => {
      exitCode = code;
      app.quit();
    },
  };
}
