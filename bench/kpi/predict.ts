import type { Detector } from '../../src-main/engine/detection/detector';
import type { KpiSeries } from './readPack';

/** One line of the scorer's format: alerting rows by their time, and a score per row. */
export interface KpiPrediction {
  readonly series: string;
  readonly alerts: readonly number[];
  readonly scores: readonly (number | null)[];
}

/** One causal pass, exactly as the console feeds its detector. Times are read as local: the packs do not say a zone. */
export function predict({ id, times, values }: KpiSeries, detector: Detector): KpiPrediction {
  const alerts: number[] = [];
  const scores: (number | null)[] = [];
  times.forEach((time, i) => {
    const value = values[i] ?? Number.NaN;
    if (detector.step(time * 1_000, value)) alerts.push(time);
    scores.push(Number.isNaN(value) ? null : Number(detector.score.toPrecision(6)));
  });
  return { series: id, alerts, scores };
}
