import type { Notice } from '../incidents/noticesOf';

/** What one channel is still to be told, newest of each incident only, no faster than the receiver takes it. */
export interface Outbox {
  put(notice: Notice): void;
  /** Whether a message about this incident waits or is on its way. */
  holds(incidentId: string): boolean;
  close(): void;
}

/** Bots take 20 messages a minute; a storm of incidents leaves room for a person's own. */
export const perMinuteMax = 15;
const minuteMs = 60_000;
/** More incidents than that at once are one message too many anyway; the oldest are left out and said to be. */
export const queueMax = 50;

export interface OutboxSetup {
  readonly send: (notice: Notice) => Promise<void>;
  readonly leftOut: (notice: Notice) => void;
  /** Local milliseconds. */
  readonly monotonicNow: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

export function createOutbox({ send, leftOut, monotonicNow, pause }: OutboxSetup): Outbox {
  const queue = new Map<string, Notice>();
  let sentAt: number[] = [];
  let sending: string | null = null;
  let running = false;
  let closed = false;

  async function run(): Promise<void> {
    for (;;) {
      const [next] = queue.values();
      if (next === undefined || closed) return;
      const now = monotonicNow();
      sentAt = sentAt.filter((at) => now - at < minuteMs);
      const [oldest] = sentAt;
      if (sentAt.length >= perMinuteMax && oldest !== undefined) {
        await pause(minuteMs - (now - oldest));
        continue;
      }
      queue.delete(next.incident.id);
      sentAt.push(now);
      sending = next.incident.id;
      await send(next).finally(() => (sending = null));
    }
  }

  return {
    put: (notice) => {
      const { id } = notice.incident;
      const waiting = queue.get(id);
      queue.delete(id);
      queue.set(id, waiting === undefined ? notice : { ...notice, kind: toldTogether(waiting.kind, notice.kind) });
      for (const oldest of queue.values()) {
        if (queue.size <= queueMax) break;
        queue.delete(oldest.incident.id);
        leftOut(oldest);
      }
      if (running || closed) return;
      running = true;
      void run().finally(() => (running = false));
    },
    holds: (incidentId) => sending === incidentId || queue.has(incidentId),
    close: () => {
      closed = true;
      queue.clear();
    },
  };
}

/** That it opened has not been told yet: that it grew graver is then no news. Its cause stands in every message. */
function toldTogether(waiting: Notice['kind'], kind: Notice['kind']): Notice['kind'] {
  if (kind === 'located') return waiting;
  return waiting === 'opened' && kind === 'graver' ? 'opened' : kind;
}
