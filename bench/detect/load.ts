import type { LearningDetector } from '../../src-main/engine/detection/detector';
import { createLevelDetector } from '../../src-main/engine/detection/levelDetector';
import { mondayAt, ordersAt } from '../../src-main/engine/detection/testOrders';

export const stepMs = 10_000;
const learnedDays = 3;
/** Where the series stand when they are measured: noon of a Thursday. */
const noonAt = mondayAt + learnedDays * 86_400_000 + 12 * 3_600_000;

/** So many detectors that have learned three days of a city's orders, each a copy with a memory of its own. */
export function learnedDetectors(count: number): LearningDetector[] {
  const teacher = createLevelDetector(stepMs);
  for (let at = mondayAt; at < noonAt; at += stepMs) teacher.step(at, ordersAt(at, stepMs));
  const learned = teacher.save();
  return Array.from({ length: count }, () => createLevelDetector(stepMs, undefined, learned));
}

/** One sample for each of them. The values differ by a percent and are made before the clock starts. */
export function roundOfSamples(round: number, count: number): { readonly at: number; readonly values: Float64Array } {
  const at = noonAt + round * stepMs;
  const orders = ordersAt(at, stepMs);
  return { at, values: Float64Array.from({ length: count }, (_, i) => orders * (1 + 0.01 * Math.sin(i * 12.9898 + round))) };
}
