import { isDeepStrictEqual } from 'node:util';
import type { Alarm } from '../../contract/detection';
import type { CheckRun, Diagnosis } from '../../contract/diagnosis';
import type { FromEngine } from '../../contract/engineProtocol';
import { eventsMax, type AlertState, type RoomClock, type RoomEvent } from '../../contract/state';
import type { Store } from './store';

/** What the engine says becomes shared state here, and only here. */
export interface EngineReports {
  readonly receive: (message: FromEngine) => void;
  /** A new workspace is in force: what the engine said about the former one goes, and whatever of it still arrives is dropped. */
  begin(revision: number, events: readonly RoomEvent[]): void;
  /** The clock as it stands now: the stored record counts from when it arrived, a new reader counts from when it reads. */
  clockNow(): RoomClock | undefined;
  /** Events that main itself makes: beside the backends' in state, evicted and kept like them. */
  readonly keepEvents: (events: readonly RoomEvent[]) => void;
  /** The events of one backend go: its world began anew. */
  forgetEventsOf(backendId: string): void;
}

/** Who is told of diagnoses and checks. */
export interface FindingsReceiver {
  readonly receive: (diagnosis: Diagnosis) => void;
  readonly receiveChecks: (run: CheckRun) => void;
}

/**
 * `monotonicNow`: local milliseconds that no clock change can move. `changedEvents` is told each event that is new or changed.
 * `acknowledgedOf`: who has seen an alert, which the engine cannot know. `receiveAlarms`, `findings`: those of the workspace in force.
 */
export function createEngineReports(
  store: Store,
  monotonicNow: () => number,
  changedEvents: (events: readonly RoomEvent[]) => void,
  acknowledgedOf: (eventId: string) => AlertState['acknowledged'] = () => null,
  receiveAlarms: (alarms: readonly Alarm[]) => void = () => undefined,
  findings: FindingsReceiver = { receive: () => undefined, receiveChecks: () => undefined },
): EngineReports {
  let revision = 0;
  let clockArrivedAt = 0;

  function addEvents(events: readonly RoomEvent[]): void {
    const known = store.read().events;
    const changed = events.map(withAcknowledgement).filter((event) => !isDeepStrictEqual(known[event.id], event));
    for (const event of changed) store.put('events', event.id, event);
    for (const event of oldest(Object.values(store.read().events))) store.remove('events', event.id);
    if (changed.length > 0) changedEvents(changed);
  }

  function withAcknowledgement(event: RoomEvent): RoomEvent {
    return event.alert === null ? event : { ...event, alert: { ...event.alert, acknowledged: acknowledgedOf(event.id) } };
  }

  /** Alerts that the journal remembers as firing and the server does not know any more ended while nobody looked; when exactly is not known. */
  function endAllBut(backendId: string, eventIds: readonly string[], at: number): void {
    const firing = new Set(eventIds);
    const ended = Object.values(store.read().events).flatMap((event) =>
      event.backendId !== backendId || event.alert === null || event.until !== null || firing.has(event.id)
        ? []
        : [{ ...event, until: Math.max(event.at, at), alert: { ...event.alert, state: 'resolved' as const } }],
    );
    addEvents(ended);
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
        case 'coreLink':
          if (message.revision !== revision) return;
          if (message.coreLink === null) store.remove('coreLink', 'current');
          else store.put('coreLink', 'current', message.coreLink);
          return;
        case 'answer':
          return;
        case 'alarms':
          if (message.revision === revision) receiveAlarms(message.alarms);
          return;
        case 'detection':
          if (message.revision === revision) store.put('detection', 'engine', message.status);
          return;
        case 'diagnosis':
          if (message.revision === revision) findings.receive(message.diagnosis);
          return;
        case 'checks':
          if (message.revision === revision) findings.receiveChecks(message.run);
          return;
        case 'backtest':
          store.put('backtest', 'current', message.report);
          return;
        case 'firing':
          if (message.revision === revision) endAllBut(message.backendId, message.eventIds, message.at);
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
      store.replace('detection', {});
      store.replace('coreLink', {});
      store.replace('backtest', {});
      store.replace('events', Object.fromEntries(newest(events).map((event) => [event.id, withAcknowledgement(event)])));
    },
    clockNow: () => {
      const clock = store.read().clock['room'];
      if (clock === undefined) return undefined;
      return { ...clock, roomAt: clock.roomAt + (monotonicNow() - clockArrivedAt) * clock.rate };
    },
    keepEvents: addEvents,
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
