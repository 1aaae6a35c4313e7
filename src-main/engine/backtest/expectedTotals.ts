import type { DetectorName } from '../../../contract/detection';

export interface ExpectedColumn {
  readonly firstSlot: number;
  /** Units of the metric; NaN where nobody knows. */
  readonly values: Float32Array;
}

/**
 * What each metric's total was expected to be, bucket by bucket, by each detector: whether a slice's departure matters depends
 * on it, and slices are replayed after their total.
 */
export class ExpectedTotals {
  readonly #columns = new Map<string, ExpectedColumn>();

  begin(metricId: string, detector: DetectorName, firstSlot: number, count: number): ExpectedColumn {
    const column = { firstSlot, values: new Float32Array(count).fill(Number.NaN) };
    this.#columns.set(`${metricId} ${detector}`, column);
    return column;
  }

  column(metricId: string, detector: DetectorName): ExpectedColumn | null {
    return this.#columns.get(`${metricId} ${detector}`) ?? null;
  }
}
