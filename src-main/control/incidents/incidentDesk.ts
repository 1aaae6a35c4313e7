import { isDeepStrictEqual } from 'node:util';
import type { CommandInput } from '../../../contract/commands';
import type { Alarm, Judgement } from '../../../contract/detection';
import type { GraphLook } from '../../../contract/graphQuery';
import type { Incident } from '../../../contract/incidents';
import { accept, refuse, type Result } from '../../../contract/result';
import type { RoomEvent } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';
import type { Store } from '../store';
import type { OpenedWorkspace } from '../workspaceFile/workspaceSession';
import { incidentEvent, incidentEventId } from './incidentEvent';
import type { IncidentActs } from './incidentActs';
import type { IncidentEntry } from './incidentJournal';
import { createIncidents, type Incidents } from './incidents';
import { createIncidentKeeper } from './keepIncidents';
import { nameOfTarget } from './nameOfTarget';
import { noticesOf, type Notice } from './noticesOf';
import type { Remembered } from './remembered';

export interface IncidentDeskParts {
  readonly store: Store;
  /** Room time, epoch ms; null before anybody knows it. */
  readonly roomNow: () => number | null;
  readonly keepEvents: (events: readonly RoomEvent[]) => void;
  readonly keep: (entry: IncidentEntry) => void;
  /** All that people said of alarms, for the engine. */
  readonly judged: (judgements: readonly Judgement[]) => void;
  readonly notices: (notices: readonly Notice[]) => void;
  /** Incidents or their alarms changed in shared state. */
  readonly published?: () => void;
}

/** The folding beside the store: what it says becomes shared state, is kept, and told to whoever must know. */
export interface IncidentDesk {
  /** A workspace is in force: what is remembered of it goes on. */
  begin(opened: OpenedWorkspace, remembered: Remembered): void;
  readonly receive: (alarms: readonly Alarm[]) => void;
  /** The engine was started anew, or told the workspace again. */
  readonly doubt: () => void;
  /** Call it every second. */
  readonly tick: () => void;
  /** What a person does. */
  act<Value>(act: (acts: IncidentActs, at: number) => Result<Value>): Result<Value>;
  /** A node or a link of the core link as somebody saw it, put beside an incident under the name it has there. */
  pin(incidentId: string, look: GraphLook, by: string): Result<{ readonly pinId: string }>;
  /** Whether somebody outside was told, and what the engine found. */
  note(incidentId: string, kind: 'notified' | 'notNotified' | 'diagnosed', text: string): void;
  /** A plan was executed for it, or is no longer in force. */
  noteProtection(incidentId: string, kind: 'protected' | 'unprotected', plan: LocalText, by: string | null): void;
  /** Of an alarm of the replay in shared state. */
  judgeReplayed(input: CommandInput<'backtest.judge'>): Result<void>;
}

/** Maintenance that ended so long ago is of no interest; the file's, that begins so far ahead, not yet. */
const maintenancePastMs = 3_600_000;
const maintenanceAheadMs = 7 * 86_400_000;

export function createIncidentDesk({
  store,
  roomNow,
  keepEvents,
  keep,
  judged,
  notices,
  published,
}: IncidentDeskParts): IncidentDesk {
  let incidents: Incidents | null = null;
  let backendId = '';
  let nodes: Readonly<Record<string, { readonly name: LocalText }>> = {};
  let told = new Map<string, Incident>();
  let toldJudgements: readonly Judgement[] = [];
  const keeper = createIncidentKeeper(keep);

  /** Before a clock is known nothing can have been alarmed about; what people do then is noted by the workstation's. */
  const now = (): number => Math.round(roomNow() ?? Date.now());
  const kept = (from: Incidents) => ({
    incidents: from.list(),
    alarms: from.alarms(),
    judgements: from.judgements(),
    declared: from.declared(),
  });

  function publish(from: Incidents): void {
    const at = now();
    const { incidents: list, alarms } = kept(from);
    store.replace('alarms', byId(alarms));
    store.replace('incidents', byId(list));
    const near = from
      .maintenance()
      .filter(({ startsAt, endsAt }) => endsAt > at - maintenancePastMs && startsAt < at + maintenanceAheadMs);
    store.replace('maintenance', byId(near));
    const events = list.map((incident) => incidentEvent(incident, backendId));
    const known = store.read().events;
    const changed = events.filter((event) => isWorthEvent(event, known) && !isDeepStrictEqual(known[event.id], event));
    if (changed.length > 0) keepEvents(changed);
    if (from.judgements() !== toldJudgements) {
      toldJudgements = from.judgements();
      judged(toldJudgements);
    }
    keeper.keep(kept(from));
    const fresh = noticesOf(told, list);
    told = new Map(list.map((incident) => [incident.id, incident]));
    if (fresh.length > 0) notices(fresh);
    published?.();
  }

  function act<Value>(run: (acts: IncidentActs, at: number) => Result<Value>): Result<Value> {
    if (incidents === null) return refuse('unavailable', 'No workspace is open yet. Open one, then do it again.');
    const result = run(incidents, now());
    publish(incidents);
    return result;
  }

  return {
    begin: ({ workspace }, remembered) => {
      const begun = createIncidents({ workspace, remembered, events: () => Object.values(store.read().events) });
      incidents = begun;
      backendId = workspace.source;
      nodes = workspace.coreLink?.nodes ?? {};
      keeper.begin(kept(begun));
      told = new Map(begun.list().map((incident) => [incident.id, incident]));
      // Told even when empty: the engine may still have those of another workspace.
      toldJudgements = begun.judgements();
      judged(toldJudgements);
      endForgotten(store.read().events, told, now(), keepEvents);
      publish(begun);
    },
    receive: (alarms) => {
      if (incidents === null) return;
      incidents.receive(alarms, now());
      publish(incidents);
    },
    doubt: () => incidents?.doubt(),
    tick: () => {
      const at = roomNow();
      if (incidents === null || at === null) return;
      incidents.tick(Math.round(at), store.read().detection['engine']?.judging ?? false);
      publish(incidents);
    },
    act,
    pin: (incidentId, look, by) => {
      const name = nameOfTarget(look.target, store.read().coreLink['current'], nodes);
      return act((acts, at) => acts.pin(incidentId, look, name, by, at));
    },
    note: (incidentId, kind, text) => {
      if (incidents === null) return;
      incidents.note(incidentId, kind, text, now());
      publish(incidents);
    },
    noteProtection: (incidentId, kind, plan, by) => {
      if (incidents === null) return;
      incidents.noteProtection(incidentId, kind, plan, by, now());
      publish(incidents);
    },
    judgeReplayed: ({ alarmId, verdict }) => {
      const runs = Object.values(store.read().backtest).flatMap((report) => report.runs);
      const alarm = runs.flatMap(({ alarms }) => alarms).find(({ id }) => id === alarmId);
      if (alarm === undefined) return refuse('not-found', 'This replay is not remembered any more. Run it again.');
      const { seriesKey, direction, peakScore } = alarm;
      return act((acts, at) => accept(acts.judgeAlarm({ seriesKey, direction, peakScore, verdict, at })));
    },
  };
}

function byId<Item extends { readonly id: string }>(records: readonly Item[]): Record<string, Item> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}

/** An old one that the lanes have let go stays gone. */
function isWorthEvent({ id, until }: RoomEvent, known: Readonly<Record<string, RoomEvent>>): boolean {
  return until === null || Object.hasOwn(known, id);
}

/** Events of incidents that nobody remembers any more would stand in the lanes for ever. */
function endForgotten(
  events: Readonly<Record<string, RoomEvent>>,
  known: ReadonlyMap<string, Incident>,
  at: number,
  keepEvents: (events: readonly RoomEvent[]) => void,
): void {
  const present = new Set([...known.keys()].map(incidentEventId));
  const lost = Object.values(events).filter(
    ({ id, until }) => id.startsWith(incidentEventId('')) && until === null && !present.has(id),
  );
  if (lost.length > 0) keepEvents(lost.map((event) => ({ ...event, until: Math.max(event.at, at) })));
}
