import type { Effect } from '../../../../contract/protection';
import type { PlanSettings } from '../../../../contract/protectionSettings';
import { measureEffect, noiseMs } from '../watching/effect/measureEffect';
import type { LiveTraffic } from '../watching/traffic';

/**
 * Whether what a plan was verified by grew worse again since a step of its release: measured like the effect of a click, against what it
 * would be had the step not been taken. Null when it did not, by less than the plan wanted to win, and where it cannot be measured.
 */
export async function measureRelapse(
  { verify }: Pick<PlanSettings, 'verify'>,
  steppedAt: number,
  traffic: Pick<LiveTraffic, 'curve'>,
): Promise<Effect | null> {
  if (verify === undefined) return null;
  const { metric, slice, better, by } = verify;
  const curve = await traffic.curve(metric, slice, steppedAt - noiseMs);
  if (curve === null) return null;
  const measured = measureEffect(curve, { clickedAt: steppedAt, writtenAt: steppedAt, better, by });
  if (measured.verdict !== 'worse' || measured.share === null || Math.abs(measured.share) < by) return null;
  return { ...measured, metricId: metric, slice, better, by, left: null };
}
