/** What a panel says about its data's age: the shape of the age chip and how the line is drawn. */
export type AgePhase = 'loading' | 'fresh' | 'ageing' | 'stale' | 'gone';

/** Data older than this is gone, however long its interval; longer intervals get `goneIntervals`. */
export const goneMs = 120_000;
const staleIntervals = 3;
const goneIntervals = 6;
/**
 * Workstation ms that an honest, healthy sample may need on top of its interval to reach the screen: the backend's settling
 * and round trip, the engine's tick, the draw. Without it a 1 s series would flicker between fresh and ageing.
 */
export const deliveryGraceMs = 1_500;

export interface AgeInput {
  /** Time of the newest sample, room epoch ms; null when none is known. */
  readonly sampleAt: number | null;
  /** How often a sample is due, room ms. */
  readonly intervalMs: number;
  readonly roomAt: number;
  /** Room ms per workstation ms. */
  readonly rate: number;
}

export interface DataAge {
  readonly phase: AgePhase;
  /** Room ms since the newest sample, never below zero; null when none is known. */
  readonly ageMs: number | null;
}

/** ≤ 1 interval fresh, ≤ 3 ageing, then stale; beyond two minutes (and 6 intervals) gone. */
export function dataAge({ sampleAt, intervalMs, roomAt, rate }: AgeInput): DataAge {
  if (sampleAt === null) return { phase: 'loading', ageMs: null };
  const ageMs = Math.max(0, roomAt - sampleAt);
  const graceMs = deliveryGraceMs * rate;
  if (ageMs > Math.max(goneMs, goneIntervals * intervalMs) + graceMs) return { phase: 'gone', ageMs };
  if (ageMs > staleIntervals * intervalMs + graceMs) return { phase: 'stale', ageMs };
  return { phase: ageMs > intervalMs + graceMs ? 'ageing' : 'fresh', ageMs };
}

/** Whether numbers of this age may still be read as now's. */
export function isCurrent({ phase }: Pick<DataAge, 'phase'>): boolean {
  return phase === 'fresh' || phase === 'ageing';
}
