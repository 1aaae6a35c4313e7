import { z } from 'zod';
import type { Slice, Traffic } from './words';

/** What the engine finds in one series at a time, as main and windows know it. Times are bucket times, room epoch ms. */

/** `level` is what raises alarms; the others stand beside it for comparison. */
export const detectorNames = ['level', 'classicRule', 'threeSigma'] as const;
export type DetectorName = (typeof detectorNames)[number];

/** How a series behaves, chosen by the detector itself: orders, an error rate, a campaign's clicks. */
export const seriesKinds = ['periodic', 'stable', 'irregular'] as const;
export type SeriesKind = (typeof seriesKinds)[number];

/** cliff: down or up at once; decline: 阴跌, slowly away; spike: gone again at once; zero: fell to nothing; silence: no samples; shift: a new level that stays. */
export const signalShapes = ['cliff', 'decline', 'spike', 'zero', 'silence', 'shift'] as const;
export type SignalShape = (typeof signalShapes)[number];

export const directions = ['below', 'above'] as const;
export type Direction = (typeof directions)[number];

/** Orders not placed beside what was expected; only for rates of orders. */
export interface OrderLoss {
  readonly perMinute: number;
  /** Since `Alarm.startedAt`; orders that came late, above expectation after the trouble, are taken off again. Never negative. */
  readonly soFar: number;
  /** Of what this metric's total was expected to be, 0–1: a slice's loss counts by its part of the whole. */
  readonly share: number;
}

/** A limit that has not been crossed yet: where the forecast of the coming hour meets it. */
export interface ForecastWarning {
  /** The limit at `crossesAt`, units of the metric. */
  readonly limit: number;
  readonly crossesAt: number;
}

/** A sustained, graded finding in one series: many signals, one alarm. */
export interface Alarm {
  /** `${seriesKey} ${startedAt}`, followed by ` forecast` for a warning. */
  readonly id: string;
  readonly seriesKey: string;
  readonly metricId: string;
  readonly slice: Slice;
  readonly traffic: Traffic;
  readonly backendId: string;
  /** Position among the funnel's stages; null for every other metric. */
  readonly stage: number | null;
  /** `recovering`: within its band again, not yet long enough to be believed. */
  readonly phase: 'active' | 'recovering' | 'ended';
  /** It ended and came back several times within minutes: one alarm, not many. */
  readonly flapping: boolean;
  /** Start of the first abnormal bucket. */
  readonly startedAt: number;
  /** End of the bucket with which it was believed. */
  readonly raisedAt: number;
  /** End of the newest bucket that was judged. */
  readonly updatedAt: number;
  readonly endedAt: number | null;
  readonly kind: SeriesKind;
  readonly direction: Direction;
  readonly shape: SignalShape;
  /** Multiples of what is just worth an alarm, of the newest bucket and of the worst. */
  readonly score: number;
  readonly peakScore: number;
  /** Abnormal buckets so far. */
  readonly signals: number;
  /** Of the newest judged bucket, units of the metric; null where nothing is known (a silent series has no value). */
  readonly value: number | null;
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Null for what is not orders, and for a series above its expectation. */
  readonly loss: OrderLoss | null;
  /** Null for what has happened. */
  readonly forecast: ForecastWarning | null;
}

/** Active and lately ended alarms in shared state; the rest lives in the incidents' own lists. */
export const alarmsMax = 1_000;

/** What people said of an alarm; the engine asks for more before it alarms like that again. */
export interface Judgement {
  readonly seriesKey: string;
  readonly direction: Direction;
  /** Of the alarm that was judged. */
  readonly peakScore: number;
  readonly verdict: 'true' | 'false';
  readonly at: number;
}

/** How far detection has come; told when it changes. */
export interface DetectionStatus {
  /** Series that are checked, and those of them that have learned enough to be believed. */
  readonly watched: number;
  readonly warm: number;
  /** History is being read. */
  readonly warming: boolean;
  /** Judged with what was learned; false while the data stands still, because nothing is guessed. */
  readonly judging: boolean;
  /** Signals since the workspace was opened: abnormal buckets, before any folding. */
  readonly signals: number;
}

export const backtestDaysMax = 28;
export const backtestSeriesMax = 500;
export const backtestAlarmsMax = 500;

/** A replay of history through detectors. Causal: each sample is judged with what came before it. */
export const backtestRequestSchema = z.strictObject({
  /** Room epoch ms; days before `from` are read too, to learn from, and are not judged. */
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  /** Empty: all watched metrics. */
  metricIds: z.array(z.string().min(1).max(128)).max(200),
  /** Cut by dimensions and nodes as watched, or totals only. */
  slices: z.boolean(),
  runs: z
    .array(
      z.strictObject({
        detector: z.enum(detectorNames),
        /** 1 is what the console runs; at 2 half as abnormal a sample is enough, at 0.5 it has to be twice as abnormal. */
        sensitivity: z.number().min(0.25).max(4),
      }),
    )
    .min(1)
    .max(4),
});
export type BacktestRequest = z.infer<typeof backtestRequestSchema>;

export interface BacktestAlarm {
  /** As the console's: `${seriesKey} ${startedAt}`; runs that say the same share it, and what was said of it. */
  readonly id: string;
  /** The watched series' own, also where a wider step was replayed. */
  readonly seriesKey: string;
  readonly metricId: string;
  readonly slice: Slice;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly direction: Direction;
  readonly shape: SignalShape;
  readonly peakScore: number;
  /** Means over the alarm, units of the metric. */
  readonly value: number | null;
  readonly expected: number | null;
  /** Orders, where the metric counts them. */
  readonly lost: number | null;
}

export interface BacktestRun {
  readonly detector: DetectorName;
  readonly sensitivity: number;
  /** Oldest first; at most `backtestAlarmsMax`. */
  readonly alarms: readonly BacktestAlarm[];
  readonly more: number;
  /** Alarms that would have been raised per day, all series together. */
  readonly perDay: number;
}

export interface BacktestReport {
  readonly id: string;
  readonly request: BacktestRequest;
  readonly phase: 'reading' | 'replaying' | 'done' | 'failed' | 'cancelled';
  /** 0–1. */
  readonly progress: number;
  /** Why it failed, or what of it could not be replayed; a sentence. */
  readonly reason: string | null;
  /** The widest step at which a series was judged: the console's own for a day or two, wider for weeks. */
  readonly stepMs: number;
  readonly series: number;
  /** Series of them that could not be read, or have no samples in that time. */
  readonly unread: number;
  /** Buckets with a sample that were judged. */
  readonly points: number;
  /** Replayed time ÷ the time it took, reading included; null until done. */
  readonly timesRealTime: number | null;
  /** As asked for; empty until the replay has ended. */
  readonly runs: readonly BacktestRun[];
}
