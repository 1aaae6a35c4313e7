import { suspectWord, type QueryCheck } from '../../../../contract/runbooks';
import type { Slice } from '../../../../contract/words';
import type { Workspace } from '../../../../contract/workspace';
import type { Series, SeriesLookup } from '../../samples/series';
import { judge } from './judge';
import { lookAgainMs, unknown, type Outcome } from './outcome';
import { failedOutcome } from './sayFailure';
import { sayQuery } from './sayQuery';

export interface SampleParts {
  readonly workspace: Workspace;
  readonly lookUp: (metricId: string, slice: Slice) => SeriesLookup;
  /** One column each, NaN = gap. @throws BackendFailure */
  readonly read: (series: readonly Series[], firstSlot: number, count: number) => Promise<readonly Float64Array[]>;
  /** Samples before this moment are there; null before the backend's first answer. */
  readonly seenTo: (backendId: string) => number | null;
  /** What detection expected, bucket by bucket; null where it does not know. */
  readonly expected: (series: Series, firstSlot: number, count: number) => Float64Array | null;
}

/** What is usual, where detection does not say, is the mean of the minutes before the incident, the newest left out: trouble begins unseen. */
const usualMs = 15 * 60_000;
const unseenMs = 60_000;

/** Reads a metric since the incident began and judges it. Never rejects for an expected failure. */
export async function checkQuery(
  check: QueryCheck,
  node: string | null,
  startedAt: number,
  parts: SampleParts,
): Promise<Outcome> {
  const slice = Object.fromEntries(
    Object.entries(check.slice).map(([cut, value]) => [cut, value === suspectWord ? (node ?? value) : value]),
  );
  const lookups = [check.metric, ...(check.per === undefined ? [] : [check.per])].map((id) => parts.lookUp(id, slice));
  const series: Series[] = [];
  for (const lookup of lookups) {
    if (!lookup.found) return unknown({ zh: `没能查到：${lookup.reason}`, en: `Not found out. ${lookup.reason}` }, null);
    series.push(lookup.series);
  }
  try {
    return await look(check, slice, series, startedAt, parts);
  } catch (error) {
    return failedOutcome(error);
  }
}

async function look(
  check: QueryCheck,
  slice: Slice,
  series: readonly Series[],
  startedAt: number,
  parts: SampleParts,
): Promise<Outcome> {
  const spans = series.map((one) => spanOf(one, check.over, startedAt, parts.seenTo(one.backendId)));
  const values: number[] = [];
  const usuals: number[] = [];
  for (const [i, one] of series.entries()) {
    const span = spans[i] ?? null;
    if (span === null) return unknown(notYet);
    values.push(await meanOf(one, span.first, span.count, parts));
    usuals.push(await usualOf(one, span, startedAt, parts));
  }
  const quotient = series.length > 1;
  const value = quotient ? shareOf(values) : (values[0] ?? Number.NaN);
  const usual = known(quotient ? shareOf(usuals) : (usuals[0] ?? Number.NaN));
  const [span] = spans;
  if (Number.isNaN(value) || span === undefined || span === null) return unknown(noSamples);
  const unit = quotient ? '%' : (parts.workspace.metrics[check.metric]?.unit ?? '');
  const stepMs = series[0]?.stepMs ?? 1;
  const state = judge(value, usual, check.bad);
  return {
    state,
    said: sayQuery({ value, usual, unit }, check.bad),
    value: quotient ? value * 100 : value,
    unit,
    line: { metricId: check.metric, slice, from: startedAt - usualMs, to: (span.first + span.count) * stepMs },
    // What is usual may be known once history is read.
    againMs: state === 'unknown' ? lookAgainMs : null,
  };
}

const notYet = {
  zh: '没能查到：事件开始以来还没有数据。',
  en: 'Not found out. There are no samples yet from since it began.',
};
const noSamples = { zh: '没能查到：这段时间没有数据。', en: 'Not found out. There are no samples of this time.' };

interface SlotSpan {
  readonly first: number;
  readonly count: number;
}

/** The complete buckets of the newest `overMs` that lie in the incident; null where there is none. */
function spanOf({ stepMs }: Series, overMs: number, startedAt: number, seenTo: number | null): SlotSpan | null {
  if (seenTo === null) return null;
  const end = Math.floor(seenTo / stepMs);
  const begun = Math.floor(startedAt / stepMs);
  const first = Math.max(begun, end - Math.max(1, Math.round(overMs / stepMs)));
  return end > first ? { first, count: end - first } : null;
}

async function meanOf(series: Series, first: number, count: number, { read }: SampleParts): Promise<number> {
  const [column] = await read([series], first, count);
  return mean(column ?? new Float64Array());
}

async function usualOf(series: Series, span: SlotSpan, startedAt: number, parts: SampleParts): Promise<number> {
  const expected = mean(parts.expected(series, span.first, span.count) ?? new Float64Array());
  if (!Number.isNaN(expected)) return expected;
  const end = Math.max(1, Math.floor((startedAt - unseenMs) / series.stepMs));
  const count = Math.max(1, Math.round(usualMs / series.stepMs));
  return meanOf(series, end - count, count, parts);
}

/** Of the samples there are; NaN without any. */
function mean(column: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

/** Where something was counted, counters that have nothing to say are zero: most servers have no series of failures that never happened. */
function shareOf([part = Number.NaN, whole = Number.NaN]: readonly number[]): number {
  if (Number.isNaN(whole) || whole <= 0) return Number.NaN;
  return (Number.isNaN(part) ? 0 : part) / whole;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
