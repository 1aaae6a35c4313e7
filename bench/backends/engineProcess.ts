/** The engine as in production, in a process of its own; windows are on the other side of the process's channel. */
import { subscribe } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import type { FrameBatch, PanelQuery } from '../../contract/frames';
import type { Workspace } from '../../contract/workspace';
import { createEngine } from '../../src-main/engine/engine';
import { openHistory } from '../../src-main/engine/history/openHistory';
import { systemTimers } from '../../src-main/engine/timers';

export type ToBenchEngine =
  | { readonly type: 'open'; readonly workspace: Workspace; readonly dataFolder: string; readonly windows: PanelQuery[][] }
  | { readonly type: 'memory' };
export type FromBenchEngine =
  | { readonly type: 'batch'; readonly window: number; readonly batch: FrameBatch }
  | { readonly type: 'poll'; readonly poll: PollReading }
  | { readonly type: 'memory'; readonly heldBytes: number; readonly residentBytes: number };

/** ms since the first request of the poll. */
export interface PollReading {
  readonly requests: number;
  readonly lastAnswerMs: number;
  readonly framesLeftMs: number;
}

const tell = (message: FromBenchEngine): void => void process.send?.(message);
const engine = createEngine({ post: () => undefined, timers: systemTimers, random: Math.random, openHistory });
const framesLeft = watchPolls();

process.on('message', (message: ToBenchEngine) => {
  if (message.type === 'memory') return tell(readMemory());
  const { workspace, dataFolder, windows } = message;
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: null, dataFolder, secrets: {}, folder: null },
    undefined,
  );
  windows.forEach((panels, window) => {
    const incoming = new EventEmitter();
    engine.handle(
      { type: 'connectWindow', windowId: `w${window}` },
      {
        postMessage: (batch) => {
          framesLeft();
          tell({ type: 'batch', window, batch });
        },
        on: (event: string, listener: (event: { readonly data: unknown }) => void) => incoming.on(event, listener),
        start: () => undefined,
        close: () => undefined,
      },
    );
    incoming.emit('message', { data: { type: 'panels', panels } });
  });
});
process.on('disconnect', () => process.exit(0));

/** A poll is a burst of requests; it ends when its last answer has become frames. */
function watchPolls(): () => void {
  let firstMs = 0;
  let lastAnswerMs = 0;
  let requests = 0;
  let answers = 0;
  subscribe('undici:request:create', () => {
    if (requests === 0) firstMs = performance.now();
    requests += 1;
  });
  subscribe('undici:request:trailers', () => {
    answers += 1;
    lastAnswerMs = performance.now();
  });
  return () => {
    if (requests === 0 || answers < requests) return;
    tell({
      type: 'poll',
      poll: { requests, lastAnswerMs: lastAnswerMs - firstMs, framesLeftMs: performance.now() - firstMs },
    });
    requests = 0;
    answers = 0;
  };
}

function readMemory(): FromBenchEngine {
  global.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { type: 'memory', heldBytes: heapUsed + external, residentBytes: rss };
}
