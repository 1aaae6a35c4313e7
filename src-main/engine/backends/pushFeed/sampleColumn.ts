const roomAtFirst = 32;

/** What became of one sample. */
export type PutOutcome = 'added' | 'late' | 'same' | 'replaced';

/** The samples of one series in order of time, each time once. Values may be NaN: known not to be known. */
export class SampleColumn {
  #times = new Float64Array(roomAtFirst);
  #values = new Float64Array(roomAtFirst);
  #start = 0;
  #end = 0;

  get count(): number {
    return this.#end - this.#start;
  }

  put(at: number, value: number): PutOutcome {
    const last = this.#end - 1;
    if (this.count === 0 || at > (this.#times[last] ?? 0)) {
      this.#makeRoom();
      this.#times[this.#end] = at;
      this.#values[this.#end] = value;
      this.#end += 1;
      return 'added';
    }
    const index = this.#indexOf(at);
    if (this.#times[index] === at) {
      if (Object.is(this.#values[index], value)) return 'same';
      this.#values[index] = value;
      return 'replaced';
    }
    const place = index - this.#start;
    this.#makeRoom();
    const moved = this.#start + place;
    this.#times.copyWithin(moved + 1, moved, this.#end);
    this.#values.copyWithin(moved + 1, moved, this.#end);
    this.#times[moved] = at;
    this.#values[moved] = value;
    this.#end += 1;
    return 'late';
  }

  /** Calls `see` for each sample in [from, to), oldest first. */
  each(from: number, to: number, see: (at: number, value: number) => void): void {
    for (let i = this.#indexOf(from); i < this.#end; i += 1) {
      const at = this.#times[i] ?? to;
      if (at >= to) return;
      see(at, this.#values[i] ?? Number.NaN);
    }
  }

  dropBefore(at: number): void {
    this.#start = this.#indexOf(at);
    if (this.#times.length <= roomAtFirst || this.count > this.#times.length / 4) return;
    // Memory goes down again too: a burst must not be paid for ever.
    this.#moveTo(Math.max(roomAtFirst, 2 * this.count));
  }

  /** The first sample at or after this moment. */
  #indexOf(at: number): number {
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #makeRoom(): void {
    if (this.#end < this.#times.length) return;
    this.#moveTo(this.#start > this.#times.length / 2 ? this.#times.length : 2 * this.#times.length);
  }

  #moveTo(room: number): void {
    const times = new Float64Array(room);
    const values = new Float64Array(room);
    times.set(this.#times.subarray(this.#start, this.#end));
    values.set(this.#values.subarray(this.#start, this.#end));
    this.#end -= this.#start;
    this.#start = 0;
    this.#times = times;
    this.#values = values;
  }
}
