import { eventsMax } from '../../contract/state';
import type { BackendEvent } from './backends/backend';

/** First look back: the event lane shows a day. */
const firstLookBackMs = 86_400_000;
/** Asked again each time, because events with nearby times may be published out of order. */
const overlapMs = 60_000;
/** Ids remembered; well above what one overlap can hold. */
const idsMax = 4 * eventsMax;

/** Lets each event through once. */
export class EventSieve {
  readonly #seen = new Set<string>();
  #newestAt: number | null = null;

  sinceAt(backendNow: number): number {
    return Math.max(0, this.#newestAt === null ? backendNow - firstLookBackMs : this.#newestAt - overlapMs);
  }

  fresh(events: readonly BackendEvent[]): BackendEvent[] {
    const fresh = events.filter((event) => !this.#seen.has(event.id));
    for (const event of fresh) {
      this.#seen.add(event.id);
      this.#newestAt = Math.max(this.#newestAt ?? event.at, event.at);
    }
    for (const id of this.#seen) {
      if (this.#seen.size <= idsMax) break;
      this.#seen.delete(id);
    }
    return fresh;
  }
}
