import type { Incident } from '../../../contract/incidents';

const minuteMs = 60_000;

/** The rule of the field: found within a minute, its cause within five, orders back within ten. */
export const phaseLimitsMs = { found: minuteMs, located: 5 * minuteMs, recovered: 10 * minuteMs } as const;
export const phaseNames = ['found', 'located', 'recovered'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface PhaseSpan {
  readonly name: PhaseName;
  readonly tookMs: number;
  /** It has not come to its end. */
  readonly isRunning: boolean;
  /** It never came to its end: it was over before. */
  readonly isMissed: boolean;
  /** What is left of its limit; negative when it took longer. */
  readonly leftMs: number;
  /** 0–1 of the limit. */
  readonly share: number;
}

/** How long it took from the first abnormal bucket until it was found, its cause was said, and it was over. */
export function incidentPhases(
  { startedAt, raisedAt, resolvedAt }: Pick<Incident, 'startedAt' | 'raisedAt' | 'resolvedAt'>,
  locatedAt: number | null,
  roomAt: number,
): readonly PhaseSpan[] {
  const ends = { found: raisedAt, located: locatedAt, recovered: resolvedAt };
  return phaseNames.map((name) => {
    const endedAt = ends[name];
    const isMissed = endedAt === null && resolvedAt !== null;
    const tookMs = Math.max(0, (endedAt ?? resolvedAt ?? roomAt) - startedAt);
    const limitMs = phaseLimitsMs[name];
    const share = Math.min(1, tookMs / limitMs);
    return { name, tookMs, isRunning: endedAt === null && !isMissed, isMissed, leftMs: limitMs - tookMs, share };
  });
}
