import type { OrderLoss as OrderLossRecord } from '../../../contract/detection';

/** What is lost "now" is a mean over this long, or the figure would flicker with every bucket's scatter. */
const smoothedMs = 30_000;

/**
 * Orders not placed in one series since its alarm began: Σ (expected − actual) over its buckets, with its sign, so that orders
 * that come late, above what was expected, are taken off again; never below zero.
 */
export class OrderLoss {
  #orders = 0;
  #perSecond = Number.NaN;
  readonly #weight: number;

  constructor(private readonly stepMs: number) {
    this.#weight = Math.min(1, stepMs / smoothedMs);
  }

  /** One bucket, rates per second; a gap adds nothing. */
  add(value: number, expected: number): void {
    const lost = expected - value;
    if (Number.isNaN(lost)) return;
    this.#orders = Math.max(0, this.#orders + (lost * this.stepMs) / 1_000);
    this.#perSecond = Number.isNaN(this.#perSecond) ? lost : this.#perSecond + this.#weight * (lost - this.#perSecond);
  }

  get orders(): number {
    return this.#orders;
  }

  /** @param totalExpected what the metric's total is expected to be, per second; NaN or 0 where nobody knows */
  read(totalExpected: number): OrderLossRecord {
    const perSecond = Number.isNaN(this.#perSecond) ? 0 : Math.max(0, this.#perSecond);
    const share = totalExpected > 0 ? Math.min(1, perSecond / totalExpected) : 0;
    return { perMinute: perSecond * 60, soFar: this.#orders, share };
  }
}
