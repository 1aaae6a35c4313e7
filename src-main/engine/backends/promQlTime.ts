import type { ClockReading } from './backend';
import type { PromQlClient } from './promQlClient';

/** What a server calls now, and from when on its answers may still change. */
export interface ServerTime {
  readClock(signal: AbortSignal): Promise<ClockReading>;
  /** Looks again at how the server treats its newest samples; each check does. */
  look(signal: AbortSignal): Promise<void>;
  /** Answers about moments older than now minus this are final, ms. */
  behindMs(): number;
}

/** Prometheus answers with what it has; only scraping and ingestion take their time. */
export function promQlTime(client: PromQlClient, settleMs: number): ServerTime {
  return { readClock: (signal) => client.tell('time()', {}, signal), look: async () => {}, behindMs: () => settleMs };
}
