import { eventsMax } from '../../../contract/state';
import type { BackendEvent } from '../backends/backend';

/** First look back: the event lane shows a day. */
const firstLookBackMs = 86_400_000;
/** Asked again each time, because events with nearby times may be published out of order. */
const overlapMs = 60_000;
/** Ids remembered; well above what one overlap can hold. */
const idsMax = 4 * eventsMax;

/** Lets each event through once, and again whenever something about it changed: it ended, or somebody silenced it. */
export class EventSieve {
  /** Id → what was let through; the longest unseen first. */
  readonly #seen = new Map<string, string>();
  #newestAt: number | null = null;

  sinceAt(backendNow: number): number {
    return Math.max(0, this.#newestAt === null ? backendNow - firstLookBackMs : this.#newestAt - overlapMs);
  }

  fresh(events: readonly BackendEvent[]): BackendEvent[] {
    const fresh = events.filter((event) => {
      const print = JSON.stringify(event);
      const known = this.#seen.get(event.id);
      this.#seen.delete(event.id);
      this.#seen.set(event.id, print);
      return known !== print;
    });
    for (const event of fresh) this.#newestAt = Math.max(this.#newestAt ?? event.at, event.at);
    for (const id of this.#seen.keys()) {
      if (this.#seen.size <= idsMax) break;
      this.#seen.delete(id);
    }
    return fresh;
  }
}
