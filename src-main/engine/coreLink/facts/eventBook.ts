import { eventsMax, type RoomEvent } from '../../../../contract/state';

/** Alerts, changes and what else went on as backends told it, so that a graph of any moment of the day knows what stood then. */
export class EventBook {
  /** Oldest told first. */
  readonly #events = new Map<string, RoomEvent>();
  #version = 0;

  /** Rises with every event. */
  get version(): number {
    return this.#version;
  }

  note(events: readonly RoomEvent[]): void {
    for (const event of events) {
      if (event.alert === null && event.kind === 'alarm') continue;
      this.#events.delete(event.id);
      this.#events.set(event.id, event);
      this.#version += 1;
    }
    for (const id of this.#events.keys()) {
      if (this.#events.size <= eventsMax) break;
      this.#events.delete(id);
    }
  }

  clear(): void {
    this.#events.clear();
    this.#version += 1;
  }

  /** Alerts that fire at a moment and that nobody silenced; of the past, those that fired then, whatever became of them. */
  firingAt(at: number): readonly RoomEvent[] {
    return [...this.#events.values()].filter(
      ({ alert, at: from, until }) =>
        alert !== null && alert.state !== 'suppressed' && from <= at && (until === null || until > at),
    );
  }

  /** Everything but alerts that began since. */
  since(from: number): readonly RoomEvent[] {
    return [...this.#events.values()].filter(({ alert, at }) => alert === null && at >= from);
  }

  /** Changes, releases and what people did, the newest first. */
  changesWithin(from: number, to: number): readonly RoomEvent[] {
    return this.since(from)
      .filter(({ kind, at }) => (kind === 'change' || kind === 'release' || kind === 'action') && at <= to)
      .sort((a, b) => b.at - a.at);
  }
}
