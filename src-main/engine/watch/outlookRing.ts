import type { Outlook } from '../detection/detector';

const fields = 3;
const unknown: Outlook = { expected: Number.NaN, low: Number.NaN, high: Number.NaN };

/** What was expected of one series bucket by bucket: a ring of the newest, single precision, kept because it is drawn and counted again. */
export class OutlookRing {
  readonly #values: Float32Array;
  readonly #slots: number;
  #firstSlot = Number.NaN;
  #endSlot = Number.NaN;

  constructor(slots: number) {
    this.#slots = slots;
    this.#values = new Float32Array(slots * fields).fill(Number.NaN);
  }

  /** Slots [from, to) are known; empty before the first. */
  get from(): number {
    return Number.isNaN(this.#endSlot) ? 0 : Math.max(this.#firstSlot, this.#endSlot - this.#slots);
  }
  get to(): number {
    return Number.isNaN(this.#endSlot) ? 0 : this.#endSlot;
  }

  /** Slots that were passed over are unknown. */
  record(slot: number, { expected, low, high }: Outlook): void {
    if (Number.isNaN(this.#endSlot) || slot < this.#endSlot) {
      this.#firstSlot = slot;
      this.#endSlot = slot;
    }
    for (let passed = Math.max(this.#endSlot, slot - this.#slots); passed < slot; passed += 1) this.#put(passed, unknown);
    this.#put(slot, { expected, low, high });
    this.#endSlot = slot + 1;
  }

  read(slot: number, out: Outlook): void {
    const known = slot >= this.from && slot < this.to;
    const at = this.#at(slot);
    out.expected = known ? (this.#values[at] ?? Number.NaN) : Number.NaN;
    out.low = known ? (this.#values[at + 1] ?? Number.NaN) : Number.NaN;
    out.high = known ? (this.#values[at + 2] ?? Number.NaN) : Number.NaN;
  }

  #put(slot: number, { expected, low, high }: Outlook): void {
    const at = this.#at(slot);
    this.#values[at] = expected;
    this.#values[at + 1] = low;
    this.#values[at + 2] = high;
  }

  #at(slot: number): number {
    return (((slot % this.#slots) + this.#slots) % this.#slots) * fields;
  }
}
