import type { Judgement } from '../../../contract/detection';
import { incidentPinsMax, type EvidencePin } from '../../../contract/coreLink';
import type { CheckAnswer } from '../../../contract/diagnosis';
import type { GraphLook } from '../../../contract/graphQuery';
import type { Incident, IncidentStep, Maintenance } from '../../../contract/incidents';
import { accept, refuse, type Result } from '../../../contract/result';
import type { LocalText, Slice } from '../../../contract/words';
import type { Fold } from './fold';
import { step, withSteps } from './steps';
import { judgementsMax } from './rules';

/** What people do about incidents. `by` is a person's name, `at` room time. */
export interface IncidentActs {
  acknowledge(id: string, by: string, at: number): Result<void>;
  unacknowledge(id: string, by: string, at: number): Result<void>;
  snooze(id: string, minutes: number, by: string, at: number): Result<void>;
  wake(id: string, by: string, at: number): Result<void>;
  resolve(id: string, note: string, by: string, at: number): Result<void>;
  reopen(id: string, by: string, at: number): Result<void>;
  judge(id: string, verdict: 'true' | 'false', note: string, by: string, at: number): Result<void>;
  /** Also on a resolved one, for its report. The same thing at the same moment is one pin, however often it is put there. */
  pin(id: string, look: GraphLook, name: LocalText, by: string, at: number): Result<{ readonly pinId: string }>;
  unpin(id: string, pinId: string, by: string, at: number): Result<void>;
  /** To a question of a runbook; a second answer takes the first one's place. `name`: what the note of the step says. */
  answer(id: string, answer: CheckAnswer, name: LocalText): Result<void>;
  /** Of an alarm that is in no incident: of a replay. */
  judgeAlarm(judgement: Judgement): void;
  judgements(): readonly Judgement[];
  beginMaintenance(declared: DeclaredMaintenance, by: string, at: number): Result<{ readonly maintenanceId: string }>;
  endMaintenance(id: string, at: number): Result<void>;
  /** Those that people began. */
  declared(): readonly Maintenance[];
  /** What became of it elsewhere: somebody outside was told, a cause was found. */
  note(id: string, kind: 'notified' | 'notNotified' | 'diagnosed', note: string, at: number): void;
  /** A plan was executed for it, or is no longer in force; `by` null: by itself. */
  noteProtection(id: string, kind: 'protected' | 'unprotected', plan: LocalText, by: string | null, at: number): void;
}

export interface DeclaredMaintenance {
  readonly name: string;
  readonly minutes: number;
  readonly slice: Slice;
  readonly nodes: readonly string[];
}

interface ActsSetup {
  readonly find: (incidentId: string) => Fold | undefined;
  readonly fileMaintenance: readonly Maintenance[];
  readonly remembered: { readonly judgements: readonly Judgement[]; readonly maintenance: readonly Maintenance[] };
}

const minuteMs = 60_000;
/** At one time; a room that needs more is not under maintenance, it is closed. */
const declaredMax = 100;

export function createIncidentActs({ find, fileMaintenance, remembered }: ActsSetup): IncidentActs {
  let judged = [...remembered.judgements];
  const declared = new Map(remembered.maintenance.map((one) => [one.id, one]));

  /** `act` says what becomes of it, or why not. */
  function change(id: string, act: (incident: Incident, fold: Fold) => Incident | string): Result<void> {
    const fold = find(id);
    if (fold === undefined || fold.incident === null)
      return refuse('not-found', `Incident ${id} is not remembered any more. Nothing was done.`);
    if (fold.mergedInto !== null) return refuse('not-found', `Incident ${id} is a part of ${fold.mergedInto} now. Do it there.`);
    const changed = act(fold.incident, fold);
    if (typeof changed === 'string') return refuse('bad-input', changed);
    fold.incident = changed;
    return accept(undefined);
  }
  const told = (incident: Incident, kind: IncidentStep['kind'], by: string, at: number, note: string | null = null): Incident =>
    withSteps(incident, [step(at, kind, note, by)]);

  function keep(judgements: readonly Judgement[]): void {
    judged = [...judged, ...judgements].slice(-judgementsMax);
  }

  function resolveByHand(incident: Incident, fold: Fold, at: number): Incident {
    fold.byHand = true;
    fold.heldOpen = false;
    fold.snoozedAt = null;
    return { ...incident, phase: 'resolved', resolvedAt: at, snoozed: null };
  }

  return {
    acknowledge: (id, by, at) =>
      change(id, (incident) => told({ ...incident, acknowledged: { by, at } }, 'acknowledged', by, at)),
    unacknowledge: (id, by, at) => change(id, (incident) => told({ ...incident, acknowledged: null }, 'unacknowledged', by, at)),
    snooze: (id, minutes, by, at) =>
      change(id, (incident, fold) => {
        if (incident.phase === 'resolved') return `Incident ${id} is resolved: there is nothing to put to sleep.`;
        fold.snoozedAt = incident.grade;
        return told({ ...incident, snoozed: { by, until: at + minutes * minuteMs } }, 'snoozed', by, at, `${minutes} min`);
      }),
    wake: (id, by, at) =>
      change(id, (incident, fold) => {
        if (incident.snoozed === null) return incident;
        fold.snoozedAt = null;
        return told({ ...incident, snoozed: null }, 'woke', by, at);
      }),
    resolve: (id, note, by, at) =>
      change(id, (incident, fold) => {
        if (incident.phase === 'resolved') return `Incident ${id} is resolved already.`;
        return told(resolveByHand(incident, fold, at), 'resolved', by, at, note === '' ? null : note);
      }),
    reopen: (id, by, at) =>
      change(id, (incident, fold) => {
        if (incident.phase !== 'resolved') return `Incident ${id} is open.`;
        fold.byHand = false;
        fold.heldOpen = true;
        const verdict = incident.verdict?.false === true ? null : incident.verdict;
        return told({ ...incident, phase: 'open', resolvedAt: null, verdict }, 'reopened', by, at);
      }),
    judge: (id, verdict, note, by, at) =>
      change(id, (incident, fold) => {
        keep(judgementsOf(fold, verdict, at));
        const isFalse = verdict === 'false';
        const judgedOne: Incident = { ...incident, verdict: { false: isFalse, by, at, note } };
        const kind = isFalse ? 'judgedFalse' : 'judgedTrue';
        const over = isFalse && incident.phase !== 'resolved' ? resolveByHand(judgedOne, fold, at) : judgedOne;
        return told(over, kind, by, at, note === '' ? null : note);
      }),
    pin: (id, look, name, by, at) => {
      let pinId = '';
      const done = change(id, (incident) => {
        const same = incident.pins.find(({ target, at: moment }) => target === look.target && moment === look.at);
        pinId = same?.id ?? freePinId(incident, at);
        if (same !== undefined) return incident;
        if (incident.pins.length >= incidentPinsMax)
          return `Incident ${id} has ${incidentPinsMax} pins already. Take one off that explains nothing, then pin this.`;
        const pin: EvidencePin = { ...look, id: pinId, name, by, pinnedAt: at };
        return told({ ...incident, pins: [...incident.pins, pin] }, 'pinned', by, at, bothNames(name));
      });
      return done.ok ? accept({ pinId }) : done;
    },
    unpin: (id, pinId, by, at) =>
      change(id, (incident) => {
        const pin = incident.pins.find((each) => each.id === pinId);
        if (pin === undefined) return `This is not pinned to incident ${id} any more.`;
        return told({ ...incident, pins: incident.pins.filter((each) => each !== pin) }, 'unpinned', by, at, bothNames(pin.name));
      }),
    answer: (id, answer, name) =>
      change(id, (incident) => {
        const same = ({ runbookId, checkId }: CheckAnswer): boolean =>
          runbookId === answer.runbookId && checkId === answer.checkId;
        const answers = [...incident.answers.filter((each) => !same(each)), answer];
        return told({ ...incident, answers }, 'answered', answer.by, answer.at, bothNames(name));
      }),
    judgeAlarm: (judgement) => keep([judgement]),
    judgements: () => judged,
    beginMaintenance: ({ name, minutes, slice, nodes }, by, at) => {
      for (const [id, { endsAt }] of declared) if (endsAt <= at) declared.delete(id);
      if (declared.size >= declaredMax)
        return refuse('bad-input', `${declaredMax} maintenances are under way already. End one of them first.`);
      const id = `declared ${at}${declared.has(`declared ${at}`) ? ` ${declared.size}` : ''}`;
      const endsAt = at + minutes * minuteMs;
      declared.set(id, {
        ...{ id, name: { zh: name, en: name }, startsAt: at, endsAt },
        ...{ slice, nodes, createdBy: by, fromFile: false },
      });
      return accept({ maintenanceId: id });
    },
    endMaintenance: (id, at) => {
      const one = declared.get(id);
      if (one !== undefined && at < one.endsAt) {
        declared.set(id, { ...one, endsAt: at });
        return accept(undefined);
      }
      return fileMaintenance.some((each) => each.id === id)
        ? refuse('not-allowed', 'This maintenance stands in the workspace file. Change it there.')
        : refuse('not-found', 'This maintenance has ended already.');
    },
    declared: () => [...declared.values()],
    note: (id, kind, note, at) => void change(id, (incident) => withSteps(incident, [step(at, kind, note)])),
    noteProtection: (id, kind, plan, by, at) =>
      void change(id, (incident) => withSteps(incident, [step(at, kind, bothNames(plan), by)])),
  };
}

/** Its own among all incidents: two that become one keep their pins. */
function freePinId({ id: incidentId, pins }: Incident, at: number): string {
  for (let number = 1; ; number += 1) {
    const id = `${incidentId} ${at} ${number}`;
    if (!pins.some((pin) => pin.id === id)) return id;
  }
}

function bothNames({ zh, en }: LocalText): string {
  return zh === en ? zh : `${zh} · ${en}`;
}

/** One for each series and direction that the incident alarmed about, with the worst it was. */
function judgementsOf(fold: Fold, verdict: 'true' | 'false', at: number): Judgement[] {
  const worst = new Map<string, Judgement>();
  for (const { alarm } of fold.findings.values()) {
    const { seriesKey, direction, peakScore } = alarm;
    const key = `${direction} ${seriesKey}`;
    const known = worst.get(key);
    if (known === undefined || known.peakScore < peakScore) worst.set(key, { seriesKey, direction, peakScore, verdict, at });
  }
  return [...worst.values()];
}
