import type { BacktestAlarm, BacktestRequest, BacktestRun } from '../../../contract/detection';
import type { BackendFailure } from '../backends/backend';
import type { Series } from '../samples/series';
import type { Timers } from '../timers';
import { dayNotes } from '../watch/dayNotes';
import { localClock } from '../watch/localTime';
import { createBreather } from './breather';
import { ExpectedTotals } from './expectedTotals';
import { patientTries, pause, readPart, type PartReading } from './readPart';
import type { ReplayPart, ReplayPlan } from './replayPlan';
import type { ReplaySource } from './replaySource';
import { SeriesReplay, type ReplaySurroundings } from './seriesReplay';

const dayMs = 86_400_000;
/** Buckets between two looks at the clock: some tenths of a millisecond. */
const bucketsPerLook = 128;

/** A server that is asked for live samples too rests as long as it was asked for history, but no longer than this. */
const restMsMax = 3_000;

export interface ReplayOptions {
  readonly request: BacktestRequest;
  readonly plan: ReplayPlan;
  readonly source: ReplaySource;
  readonly timers: Timers;
  /** Aborted: it ends soon, with what it has found so far. */
  readonly signal: AbortSignal;
  /** Alarms kept per run; the oldest ones. */
  readonly alarmsMax: number;
  readonly onProgress: (progress: ReplayProgress) => void;
}

export interface ReplayProgress {
  /** Nothing has been judged yet. */
  readonly reading: boolean;
  /** 0–1 */
  readonly share: number;
  readonly points: number;
  readonly unread: number;
}

export interface UnreadSeries {
  readonly series: Series;
  readonly reason: string;
  /** Null: it was read, and there is nothing in that time. */
  readonly failure: BackendFailure | null;
}

export interface Replayed {
  readonly points: number;
  readonly unread: readonly UnreadSeries[];
  readonly runs: readonly BacktestRun[];
}

/**
 * History through detectors, causally and in one pass, a few series at a time: while some are judged the next are read. In
 * slices of work, so that whoever shares the process is served meanwhile.
 */
export async function replay({ request, plan, source, timers, signal, alarmsMax, onProgress }: ReplayOptions): Promise<Replayed> {
  const { workspace } = source;
  const around: ReplaySurroundings = {
    workspace,
    runs: request.runs,
    fromAt: request.from,
    localAt: localClock(workspace.timeZone),
    calendar: dayNotes(workspace),
    totals: new ExpectedTotals(),
  };
  const breathe = createBreather(timers);
  const found = request.runs.map((): { alarms: BacktestAlarm[]; more: number } => ({ alarms: [], more: 0 }));
  const unread: UnreadSeries[] = [];
  const failing = new Set<string>();
  let points = 0;
  let judgedSeries = 0;
  let judgedTo = request.from;

  let restUntilMono = Number.NEGATIVE_INFINITY;
  async function read(part: ReplayPart | undefined): Promise<PartReading | null> {
    if (part === undefined) return null;
    const means = { source, timers, signal };
    await pause(restUntilMono - timers.monoNow(), means);
    if (signal.aborted) return null;
    const startedMono = timers.monoNow();
    const reading = await readPart(part, means, failing.has(part.backendId) ? 1 : patientTries);
    const endedMono = timers.monoNow();
    if (source.live) restUntilMono = endedMono + Math.min(restMsMax, endedMono - startedMono);
    return reading;
  }
  const tell = (share: number): void =>
    onProgress({
      reading: points === 0,
      share: Math.min(1, share / Math.max(1, plan.seriesCount)),
      points,
      unread: unread.length,
    });

  async function judge(part: ReplayPart, index: number, reading: PartReading & { read: true }): Promise<void> {
    const planned = part.series[index];
    const coarse = reading.coarse[index];
    const fine = reading.fine[index];
    if (planned === undefined || coarse === undefined || fine === undefined) return;
    const series = new SeriesReplay(planned, around, part.fine);
    const buckets = coarse.length + fine.length;
    for (let i = 0; i < coarse.length && !signal.aborted; i += 1) {
      series.teach(part.coarse.from + i, coarse[i] ?? Number.NaN);
      if (i % bucketsPerLook === 0) await breathe();
    }
    let own = 0;
    for (let slot = part.fine.from; slot < reading.seenTo && !signal.aborted; slot += 1) {
      const value = fine[slot - part.fine.from] ?? Number.NaN;
      series.feed(slot, value);
      own += Number(slot >= part.judgedFrom && !Number.isNaN(value));
      if (slot % bucketsPerLook !== 0) continue;
      await breathe();
      tell(judgedSeries + (coarse.length + slot - part.fine.from) / buckets);
    }
    points += own;
    judgedTo = Math.max(judgedTo, Math.min(request.to, reading.seenTo * planned.fine.stepMs));
    if (own === 0 && !signal.aborted)
      unread.push({ series: planned.watched.series, reason: 'it has no samples in that time', failure: null });
    series.finish().forEach((alarms, run) => {
      const of = found[run];
      if (of !== undefined) keepOldest(of, alarms, alarmsMax);
    });
  }

  let next = read(plan.parts[0]);
  for (const [i, part] of plan.parts.entries()) {
    const reading = await next;
    if (reading === null || signal.aborted) break;
    if (reading.read) failing.delete(part.backendId);
    else failing.add(part.backendId);
    next = read(plan.parts[i + 1]);
    for (const [index, { watched }] of part.series.entries()) {
      if (reading.read) await judge(part, index, reading);
      else unread.push({ series: watched.series, reason: reading.failure.message, failure: reading.failure });
      judgedSeries += 1;
      tell(judgedSeries);
    }
  }
  await next;
  const days = (judgedTo - request.from) / dayMs;
  return {
    points,
    unread,
    runs: request.runs.map((run, i) => {
      const { alarms, more } = found[i] ?? { alarms: [], more: 0 };
      return { ...run, alarms, more, perDay: days > 0 ? (alarms.length + more) / days : 0 };
    }),
  };
}

function keepOldest(found: { alarms: BacktestAlarm[]; more: number }, added: readonly BacktestAlarm[], most: number): void {
  if (added.length === 0) return;
  const all = [...found.alarms, ...added].sort((a, b) => a.startedAt - b.startedAt);
  found.more += Math.max(0, all.length - most);
  found.alarms = all.slice(0, most);
}
