import type { ChangeQuery } from '../../../contract/workspace';
import { BackendFailure, type BackendEvent, type EventSource } from './backend';
import { changesIn, type SeenChange } from './changesIn';
import type { PromQlClient } from './promQlClient';

/** A release is known to this, ms; a day of it is fewer points than a server refuses. */
const stepMs = 15_000;
/** What was there so short ago is not new: a scrape that failed, a canary that was restarted. */
export const rememberedMs = 600_000;

export interface ChangeWatch extends EventSource {
  /** The server refuses at least one of the queries. */
  refused(): boolean;
}

/** Events out of series: each `changes` query of the workspace is one range question, asked once per step and for what is new only. */
export function createChangeWatch(
  client: PromQlClient,
  queries: Readonly<Record<string, ChangeQuery>>,
  readSeenTo: (signal: AbortSignal) => Promise<number>,
  monoNow: () => number,
): ChangeWatch {
  const refusals = new Set<string>();
  let askedMono = Number.NEGATIVE_INFINITY;
  let askedTo = Number.NEGATIVE_INFINITY;
  return {
    refused: () => refusals.size > 0,

    async since(sinceAt, signal) {
      if (Object.keys(queries).length === 0 || monoNow() - askedMono < stepMs) return [];
      const firstAt = Math.floor((Math.max(sinceAt, askedTo - rememberedMs) - rememberedMs) / stepMs) * stepMs;
      const lastAt = Math.floor((await readSeenTo(signal)) / stepMs) * stepMs;
      if (lastAt <= firstAt) return [];
      const events: BackendEvent[] = [];
      for (const [id, query] of Object.entries(queries)) {
        try {
          const { rows } = await client.range(query.query, { firstAt, lastAt, stepMs }, signal);
          events.push(...changesIn(rows, query, { rememberedMs, stepMs }).map((change) => eventOf(id, query, change)));
          refusals.delete(id);
        } catch (error) {
          // One wrong query of a workspace must not make the whole server look dead.
          if (!(error instanceof BackendFailure) || error.code !== 'bad-query') throw error;
          refusals.add(id);
        }
      }
      askedMono = monoNow();
      askedTo = lastAt;
      return events.filter(({ at }) => at >= sinceAt).sort((a, b) => a.at - b.at);
    },
  };
}

function eventOf(id: string, { kind, name }: ChangeQuery, { at, target, value, labels }: SeenChange): BackendEvent {
  const done = name ?? (kind === 'release' ? { zh: '发布', en: 'released' } : { zh: '变更为', en: 'changed to' });
  const title = (word: string): string => [target ?? '', word, value].filter((part) => part !== '').join(' ');
  return {
    id: `${id} ${target ?? ''} ${value} ${at}`,
    ...{ at, kind, target, labels },
    title: { zh: title(done.zh), en: title(done.en) },
    ...{ traffic: 'real', severity: 'none', until: null, alert: null },
  };
}
