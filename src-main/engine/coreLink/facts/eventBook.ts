import { eventsMax, type RoomEvent } from '../../../../contract/state';

/** Alerts and changes as backends told them, so that a graph of any moment of the day knows what stood then. */
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
      if (event.alert === null && event.kind !== 'change' && event.kind !== 'action') continue;
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

  /** Changes and what people did, the newest first. */
  changesWithin(from: number, to: number): readonly RoomEvent[] {
    return [...this.#events.values()]
      .filter(({ alert, at }) => alert === null && at >= from && at <= to)
      .sort((a, b) => b.at - a.at);
  }
}
