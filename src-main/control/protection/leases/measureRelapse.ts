import type { Effect, Execution } from '../../../../contract/protection';
import type { PlanSettings } from '../../../../contract/protectionSettings';
import type { ProtectionClock } from '../parts';
import { measureEffect, noiseMs } from '../watching/effect/measureEffect';
import type { LiveTraffic } from '../watching/traffic';

/**
 * Whether what a plan was verified by is worse from `since` on than it would be had the step at `steppedAt` of its release not been
 * taken: measured like the effect of a click. Null when it is not, by less than the plan wanted to win, and where it cannot be measured.
 */
export async function measureRelapse(
  { verify }: Pick<PlanSettings, 'verify'>,
  { startedAt, tookMs }: Pick<Execution, 'startedAt' | 'tookMs'>,
  { steppedAt, since }: { readonly steppedAt: number; readonly since: number },
  { traffic, clock }: { readonly traffic: Pick<LiveTraffic, 'curve'>; readonly clock: Pick<ProtectionClock, 'roomRate'> },
): Promise<Effect | null> {
  if (verify === undefined) return null;
  const { metric, slice, better, by } = verify;
  // What was before it was in force is the incident, which is no noise to compare with.
  const inForceAt = startedAt + (tookMs ?? 0) * clock.roomRate();
  const curve = await traffic.curve(metric, slice, Math.max(steppedAt - noiseMs, inForceAt));
  if (curve === null) return null;
  const measured = measureEffect(curve, { clickedAt: steppedAt, writtenAt: since, better, by });
  if (measured.verdict !== 'worse' || measured.share === null || Math.abs(measured.share) < by) return null;
  return { ...measured, metricId: metric, slice, better, by, left: null };
}
