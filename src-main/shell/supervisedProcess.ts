import { utilityProcess, type UtilityProcess } from 'electron';
import { createRestartDelay } from '../control/restartDelay';
import type { Log } from './logFile';

export interface SupervisedProcess {
  /** The process now; null between a fall and the next start. */
  child(): UtilityProcess | null;
  restarts(): number;
  /** Asks it to leave, waits `closeMsMax`, then kills it. It is not started again. */
  close(ask: (child: UtilityProcess) => void): Promise<void>;
}

export interface Supervision {
  readonly name: string;
  readonly file: string;
  /** Read at every start: a restart may need other arguments than the first. */
  arguments(): readonly string[];
  readonly stdio: 'inherit' | 'pipe';
  readonly log: Log;
  started(child: UtilityProcess): void;
  fallen(): void;
}

const closeMsMax = 3_000;

/** Keeps one utility process running: any end we did not ask for is a crash, also with code 0, and starts it again after a growing delay. */
export function superviseProcess(supervision: Supervision): SupervisedProcess {
  const { name, file, log } = supervision;
  const nextDelayMs = createRestartDelay();
  let child: UtilityProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let restarts = 0;
  let closing = false;

  function start(): void {
    timer = null;
    const startedAt = performance.now();
    const own = utilityProcess.fork(file, [...supervision.arguments()], {
      serviceName: `Highnoon ${name}`,
      stdio: supervision.stdio,
    });
    child = own;
    own.once('exit', (code) => {
      child = null;
      if (closing) return;
      const delayMs = nextDelayMs(performance.now() - startedAt);
      log('warn', `${name} ended by itself with code ${code}; starting it again in ${delayMs} ms`);
      restarts += 1;
      supervision.fallen();
      timer = setTimeout(start, delayMs);
    });
    supervision.started(own);
  }

  start();
  return {
    child: () => child,
    restarts: () => restarts,
    close: async (ask) => {
      closing = true;
      if (timer !== null) clearTimeout(timer);
      const leaving = child;
      if (leaving === null) return;
      await new Promise<void>((resolve) => {
        const deadline = setTimeout(() => {
          log('warn', `${name} did not close within ${closeMsMax} ms and is killed`);
          leaving.kill();
          resolve();
        }, closeMsMax);
        leaving.once('exit', () => {
          clearTimeout(deadline);
          resolve();
        });
        ask(leaving);
      });
    },
  };
}
