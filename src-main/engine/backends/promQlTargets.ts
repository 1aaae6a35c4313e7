import { BackendFailure } from './backend';
import type { PromQlAnswer } from './promQlAnswer';
import type { PromQlClient } from './promQlClient';

/** Asked at most this often, real ms: one poll may ask for samples in several parts. */
const keptMs = 900;
/** A server that cannot be asked this is not asked again for so long, real ms. */
const refusedRestMs = 60_000;
/** Scrapes are hardly ever further apart than a minute; what is older than this has stopped, ms. */
const stoppedMs = 90_000;

export interface TargetReport {
  /** Scrape targets that answered of those known; null where the server scrapes nobody. */
  readonly reporting: { readonly count: number; readonly expected: number } | null;
  /** When a target last answered; null when none does any more, undefined while some do or nobody knows. */
  readonly newestAt: number | null | undefined;
}

const unknown: TargetReport = { reporting: null, newestAt: undefined };
/** One question for three numbers. */
const query = [
  ['count', 'count(up == 1)'],
  ['expected', 'count(up)'],
  ['newest', 'max(timestamp(up == 1))'],
]
  .map(([name = '', expression = '']) => `label_replace(${expression}, "number", "${name}", "", "")`)
  .join(' or ');

/** How many scrape targets answer: `up`, which every Prometheus writes by itself. */
export function createTargetWatch(
  client: PromQlClient,
  monoNow: () => number,
): (seenTo: number, signal: AbortSignal) => Promise<TargetReport> {
  let kept: { readonly report: TargetReport; readonly untilMono: number } | null = null;
  return async (seenTo, signal) => {
    if (kept !== null && kept.untilMono > monoNow()) return kept.report;
    try {
      const report = reportOf(await client.instant(query, seenTo, signal), seenTo);
      kept = { report, untilMono: monoNow() + keptMs };
    } catch (error) {
      if (!(error instanceof BackendFailure) || error.code !== 'bad-query') throw error;
      kept = { report: unknown, untilMono: monoNow() + refusedRestMs };
    }
    return kept.report;
  };
}

function reportOf({ rows }: PromQlAnswer, seenTo: number): TargetReport {
  const numberOf = (name: string): number => rows.find(({ labels }) => labels['number'] === name)?.values[0] ?? 0;
  const expected = numberOf('expected');
  if (expected === 0) return unknown;
  const count = numberOf('count');
  const newest = numberOf('newest') * 1_000;
  return {
    reporting: { count, expected },
    newestAt: count === 0 ? null : seenTo - newest > stoppedMs ? newest : undefined,
  };
}
