import type { FromEngine } from '../../contract/engineProtocol';
import { eventsMax, type RoomClock, type RoomEvent } from '../../contract/state';
import type { Store } from './store';

/** What the engine says becomes shared state here, and only here. */
export interface EngineReports {
  readonly receive: (message: FromEngine) => void;
  /** A new workspace is in force: what the engine said about the former one goes, and whatever of it still arrives is dropped. */
  begin(revision: number, events: readonly RoomEvent[]): void;
  /** The clock as it stands now: the stored record counts from when it arrived, a new reader counts from when it reads. */
  clockNow(): RoomClock | undefined;
  /** The events of one backend go: its world began anew. */
  forgetEventsOf(backendId: string): void;
}

/** `monotonicNow`: local milliseconds that no clock change can move. */
export function createEngineReports(
  store: Store,
  monotonicNow: () => number,
  newEvents: (events: readonly RoomEvent[]) => void,
): EngineReports {
  let revision = 0;
  let clockArrivedAt = 0;

  function addEvents(events: readonly RoomEvent[]): void {
    const known = store.read().events;
    const fresh = events.filter((event) => !Object.hasOwn(known, event.id));
    for (const event of events) store.put('events', event.id, event);
    for (const event of oldest(Object.values(store.read().events))) store.remove('events', event.id);
    if (fresh.length > 0) newEvents(fresh);
  }

  return {
    receive: (message) => {
      switch (message.type) {
        case 'running':
        case 'log':
          return;
        case 'clock':
          clockArrivedAt = monotonicNow();
          store.put('clock', 'room', message.clock);
          return;
        case 'backends':
          if (message.revision !== revision) return;
          for (const backend of message.backends) store.put('backends', backend.id, backend);
          return;
        case 'stages':
          if (message.revision !== revision) return;
          for (const stage of message.stages) store.put('stages', stage.metricId, stage);
          return;
        case 'silences':
          if (message.revision !== revision) return;
          store.replace('silences', {
            ...Object.fromEntries(
              Object.entries(store.read().silences).filter(([, { backendId }]) => backendId !== message.backendId),
            ),
            ...Object.fromEntries(message.silences.map((silence) => [`${silence.backendId} ${silence.id}`, silence])),
          });
          return;
        case 'answer':
          return;
        case 'events':
          if (message.revision === revision) addEvents(message.events);
          return;
      }
    },
    begin: (next, events) => {
      revision = next;
      store.replace('clock', {});
      store.replace('backends', {});
      store.replace('stages', {});
      store.replace('silences', {});
      store.replace('events', Object.fromEntries(newest(events).map((event) => [event.id, event])));
    },
    clockNow: () => {
      const clock = store.read().clock['room'];
      if (clock === undefined) return undefined;
      return { ...clock, roomAt: clock.roomAt + (monotonicNow() - clockArrivedAt) * clock.rate };
    },
    forgetEventsOf: (backendId) => {
      for (const event of Object.values(store.read().events)) if (event.backendId === backendId) store.remove('events', event.id);
    },
  };
}

function byTime(events: readonly RoomEvent[]): readonly RoomEvent[] {
  return [...events].sort((a, b) => a.at - b.at);
}

function oldest(events: readonly RoomEvent[]): readonly RoomEvent[] {
  return events.length <= eventsMax ? [] : byTime(events).slice(0, events.length - eventsMax);
}

function newest(events: readonly RoomEvent[]): readonly RoomEvent[] {
  return byTime(events).slice(-eventsMax);
}
