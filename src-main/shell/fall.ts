import { app } from 'electron';
import type { Log } from './logFile';

/** A console that falls sooner than this would only fall again. */
const livedMsMin = 60_000;

/** A defect in main ends it, as it would any process of ours; a console that had been well for a minute starts again by itself. */
export function startAgainAfterFall(log: Log): void {
  const startedAt = performance.now();
  const fall = (error: unknown): void => {
    log('error', `main fell: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (performance.now() - startedAt >= livedMsMin) app.relaunch();
    app.exit(1);
  };
  process.on('uncaughtException', fall);
  process.on('unhandledRejection', fall);
}
