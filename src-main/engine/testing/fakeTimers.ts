import type { Timers } from '../timers';

/** Time that stands still until `advance`; work is run in order, and its promises settle before the next is due. */
export class FakeTimers implements Timers {
  #now = 1_000;
  #due: { readonly at: number; readonly work: () => void }[] = [];

  monoNow(): number {
    return this.#now;
  }

  wallNow(): number {
    return 1_700_000_000_000 + this.#now;
  }

  after(delayMs: number, work: () => void): () => void {
    const entry = { at: this.#now + delayMs, work };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((entry) => entry !== next);
      this.#now = next.at;
      next.work();
    }
    this.#now = end;
    await settle();
  }
}

/** A turn of the event loop: everything that is ready has run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
