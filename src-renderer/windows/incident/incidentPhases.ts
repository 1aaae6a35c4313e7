import type { Incident } from '../../../contract/incidents';

const minuteMs = 60_000;

/** The rule of the field: found within a minute, somebody on it within five, orders back within ten. */
export const phaseLimitsMs = { found: minuteMs, taken: 5 * minuteMs, recovered: 10 * minuteMs } as const;
export const phaseNames = ['found', 'taken', 'recovered'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface PhaseSpan {
  readonly name: PhaseName;
  readonly tookMs: number;
  /** It has not come to its end. */
  readonly isRunning: boolean;
  /** What is left of its limit; negative when it took longer. */
  readonly leftMs: number;
  /** 0–1 of the limit. */
  readonly share: number;
}

/** How long it took from the first abnormal bucket until it was found, taken on and over. */
export function incidentPhases(
  { startedAt, raisedAt, acknowledged, resolvedAt }: Pick<Incident, 'startedAt' | 'raisedAt' | 'acknowledged' | 'resolvedAt'>,
  roomAt: number,
): readonly PhaseSpan[] {
  const ends = { found: raisedAt, taken: acknowledged?.at ?? resolvedAt, recovered: resolvedAt };
  return phaseNames.map((name) => {
    const endedAt = ends[name];
    const tookMs = Math.max(0, (endedAt ?? roomAt) - startedAt);
    const limitMs = phaseLimitsMs[name];
    return { name, tookMs, isRunning: endedAt === null, leftMs: limitMs - tookMs, share: Math.min(1, tookMs / limitMs) };
  });
}
