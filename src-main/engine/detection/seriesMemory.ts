/** Raised with every change of what is kept or of its order; older bytes are then not believed. */
const version = 1;
const headerBytes = 16;

/** Reads and writes what parts remember, in one fixed order. */
export class NumberCursor {
  #numbers: Float64Array = new Float64Array(0);
  #next = 0;

  open(numbers: Float64Array): void {
    this.#numbers = numbers;
    this.#next = 0;
  }

  take(): number {
    const value = this.#numbers[this.#next] ?? Number.NaN;
    this.#next += 1;
    return value;
  }

  put(value: number): void {
    this.#numbers[this.#next] = value;
    this.#next += 1;
  }
}

/**
 * All that is known of one series, in one piece of memory: `numbers` (64 bit) is what each step reads and writes, `tables`
 * (32 bit) are daily profiles and the largest surprises. A hundred thousand series are a hundred thousand of these, not a
 * million objects; and saving one is a copy.
 */
export class SeriesMemory {
  readonly numbers: Float64Array;
  readonly tables: Float32Array;

  constructor(numberCount: number, tableLength: number) {
    const buffer = new ArrayBuffer(8 * numberCount + 4 * tableLength);
    this.numbers = new Float64Array(buffer, 0, numberCount);
    this.tables = new Float32Array(buffer, 8 * numberCount, tableLength).fill(Number.NaN);
  }

  get byteLength(): number {
    return this.numbers.buffer.byteLength;
  }

  /** @param stepMs what was learned at one step says nothing at another */
  save(stepMs: number): Uint8Array {
    const saved = new Uint8Array(headerBytes + this.byteLength);
    saved[0] = version;
    new DataView(saved.buffer).setFloat64(8, stepMs, true);
    saved.set(new Uint8Array(this.numbers.buffer), headerBytes);
    return saved;
  }

  /** False, and nothing changed, for bytes of another version, step or size. */
  restore(saved: Uint8Array, stepMs: number): boolean {
    if (saved.byteLength !== headerBytes + this.byteLength || saved[0] !== version) return false;
    if (new DataView(saved.buffer, saved.byteOffset).getFloat64(8, true) !== stepMs) return false;
    new Uint8Array(this.numbers.buffer).set(saved.subarray(headerBytes));
    return true;
  }
}
