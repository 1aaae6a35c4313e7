import { alarmsMax, type Alarm, type Judgement } from '../../../contract/detection';
import { incidentsMax, type Incident, type Maintenance } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { chooseFold, isWarm } from './choose';
import { promotionRuns } from './contextOf';
import { readAlarm, type Finding } from './finding';
import { addFinding, createFold, ended, hasEnded, isActive, type Fold } from './fold';
import { followFold, idFor, type FollowSetup } from './follow';
import { createIncidentActs, type IncidentActs } from './incidentActs';
import { createLinkGraph } from './linkGraph';
import { covers, isOn, maintenanceOfFile } from './maintenance';
import { mergeFolds } from './mergeFolds';
import { createNames } from './names';
import { readRemembered, type Remembered, type RememberedIncident } from './remembered';
import { byCause } from './byCause';
import { relapseMs, togetherMs, togetherSteps, unconfirmedMs } from './rules';

export interface IncidentsSetup {
  readonly workspace: Workspace;
  /** What else happens in the room: changes, drills, promotions. */
  readonly events?: () => readonly RoomEvent[];
  /** From before a restart. */
  readonly remembered?: Remembered;
}

/**
 * Folds alarms into incidents. Pure: time is handed in as room time, nothing is sent or kept from here. The rules are in
 * explain.ts, their numbers in rules.ts, the reasons in docs/decisions/0009.
 */
export interface Incidents extends IncidentActs {
  /** New and changed alarms, each whole. */
  receive(alarms: readonly Alarm[], at: number): void;
  /** Time passes: what was quiet long enough is over, what slept wakes. `judging`: the engine has data to speak of. */
  tick(at: number, judging?: boolean): void;
  /** The engine began anew: standing alarms that it does not speak of for a while are over. */
  doubt(): void;
  /** Newest first; at most `incidentsMax`. */
  list(): readonly Incident[];
  /** At most `alarmsMax`: those of open incidents before those of resolved ones, standing before ended. */
  alarms(): readonly Alarm[];
  /** The alarms of one incident, as far as they are remembered. */
  alarmsOf(incidentId: string): readonly Alarm[];
  maintenance(): readonly Maintenance[];
  judgements(): readonly Judgement[];
}

export function createIncidents({ workspace, events = () => [], remembered }: IncidentsSetup): Incidents {
  const graph = createLinkGraph(workspace);
  const folds = new Map<number, Fold>();
  /** Where each alarm went; an alarm that opens nothing is in none and is looked at anew with each update. */
  const home = new Map<string, Fold>();
  let keys = 0;
  /** Standing alarms of which the engine has not spoken since it began anew. */
  const doubted = new Set<string>();
  let doubtedAt: number | null = null;
  const fileMaintenance = maintenanceOfFile(workspace);
  const setup: FollowSetup = {
    workspace,
    graph,
    names: createNames(workspace),
    events,
    nextId: (raisedAt) =>
      idFor(
        raisedAt,
        workspace.timeZone,
        visible().map(({ id }) => id),
      ),
  };
  const before = readRemembered(remembered);

  function open(finding: Finding, maintenanceId: string | null): Fold {
    keys += 1;
    const fold = createFold(keys, finding.alarm.traffic, maintenanceId);
    folds.set(keys, fold);
    return fold;
  }

  function add(fold: Fold, finding: Finding): void {
    const left = addFinding(fold, finding);
    home.set(finding.alarm.id, fold);
    if (left !== null) home.delete(left);
  }

  function read(alarm: Alarm, known?: Finding): Finding {
    return readAlarm(alarm, workspace, graph, { ms: togetherMs, steps: togetherSteps }, known);
  }

  function update(fold: Fold, alarm: Alarm): void {
    const known = fold.findings.get(alarm.id);
    fold.findings.set(alarm.id, read(alarm, known));
    doubted.delete(alarm.id);
    fold.evidence = null;
    fold.dirty = true;
  }

  function place(finding: Finding, warm: Set<Fold>, at: number): void {
    const { alarm } = finding;
    if (alarm.endedAt !== null && at - alarm.endedAt > relapseMs) return;
    const maintenance = allMaintenance().find((each) => covers(each, finding));
    if (maintenance !== undefined) {
      const hidden = [...folds.values()].find(({ maintenanceId }) => maintenanceId === maintenance.id);
      const own = hidden ?? open(finding, maintenance.id);
      warm.add(own);
      add(own, finding);
      return;
    }
    const risen = finding.what === 'orders' && alarm.direction === 'above';
    if (risen && promotionRuns(alarm.startedAt, workspace, events())) return;
    const fold = chooseFold(warm, finding, graph, at) ?? open(finding, null);
    warm.add(fold);
    add(fold, finding);
  }

  function follow(at: number): void {
    mergeFolds({ folds, home, graph, maintenanceName }, at);
    for (const fold of folds.values()) if (fold.incident !== null || !staysHidden(fold, at)) followFold(fold, setup, at);
    forgetOldest();
  }

  function causesFirst(fresh: readonly Finding[]): readonly Finding[] {
    const known = allMaintenance();
    const planned = (finding: Finding): number => (known.some((each) => covers(each, finding)) ? 0 : 1);
    return known.length === 0 ? [...fresh].sort(byCause) : [...fresh].sort((a, b) => planned(a) - planned(b) || byCause(a, b));
  }

  /** What a maintenance covers opens nothing until it ends; what stands then is trouble, what ended is gone. */
  function staysHidden(fold: Fold, at: number): boolean {
    if (fold.maintenanceId === null) return false;
    const maintenance = allMaintenance().find(({ id }) => id === fold.maintenanceId);
    if (maintenance !== undefined && isOn(maintenance, at)) return true;
    if ([...fold.findings.values()].some(isActive)) {
      fold.maintenanceId = null;
      return false;
    }
    if ([...fold.findings.values()].every(hasEnded)) drop(fold);
    return true;
  }

  function doubt(): void {
    doubtedAt = null;
    for (const { findings } of folds.values())
      for (const finding of findings.values()) if (!hasEnded(finding)) doubted.add(finding.alarm.id);
  }

  function endDoubted(): void {
    for (const id of doubted) {
      const fold = home.get(id);
      const finding = fold?.findings.get(id);
      if (fold === undefined || finding === undefined) continue;
      fold.findings.set(id, ended(finding));
      fold.evidence = null;
      fold.dirty = true;
    }
    doubted.clear();
  }

  function drop(fold: Fold): void {
    folds.delete(fold.key);
    for (const id of fold.findings.keys()) if (home.get(id) === fold) home.delete(id);
  }

  function forgetOldest(): void {
    const over = folds.size - incidentsMax;
    if (over <= 0) return;
    const byAge = [...folds.values()].sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.key - b.key);
    for (const fold of byAge.slice(0, over)) drop(fold);
  }

  function allMaintenance(): readonly Maintenance[] {
    return [...fileMaintenance, ...acts.declared()];
  }

  function maintenanceName(id: string): string {
    const { zh, en } = allMaintenance().find((each) => each.id === id)?.name ?? { zh: id, en: id };
    return zh === en ? zh : `${zh} · ${en}`;
  }

  function visible(): Incident[] {
    return [...folds.values()].flatMap(({ incident }) => (incident === null ? [] : [incident]));
  }

  const acts = createIncidentActs({
    find: (id) => [...folds.values()].find(({ incident }) => incident?.id === id),
    fileMaintenance,
    remembered: before,
  });
  for (const one of before.incidents) restore(one);
  doubt();

  function restore({ incident, alarms, mergedInto }: RememberedIncident): void {
    keys += 1;
    const fold = createFold(keys, incident.traffic, null);
    folds.set(keys, fold);
    if (mergedInto === null) for (const alarm of alarms) add(fold, read(alarm));
    fold.incident = incident;
    fold.grading = { grade: incident.grade, lowSince: null };
    const standing = alarms.some(({ endedAt }) => endedAt === null);
    fold.byHand = incident.phase === 'resolved' && (standing || incident.verdict?.false === true);
    fold.mergedInto = mergedInto;
    fold.alarmCount = incident.alarmCount;
    fold.headline = { meaning: '', amount: 1, text: incident.headline };
    fold.snoozedAt = incident.snoozed === null ? null : incident.grade;
    fold.dirty = false;
  }

  return {
    ...acts,
    receive: (alarms, at) => {
      const fresh: Finding[] = [];
      for (const alarm of alarms) {
        const fold = home.get(alarm.id);
        if (fold === undefined) fresh.push(read(alarm));
        else update(fold, alarm);
      }
      if (fresh.length > 0) {
        const warm = new Set([...folds.values()].filter((fold) => isWarm(fold, graph, at)));
        for (const finding of causesFirst(fresh)) place(finding, warm, at);
      }
      follow(at);
    },
    doubt,
    tick: (at, judging = true) => {
      doubtedAt = judging ? (doubtedAt ?? at) : null;
      if (doubtedAt !== null && at - doubtedAt >= unconfirmedMs) endDoubted();
      follow(at);
    },
    list: () => visible().sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1)),
    alarms: () => {
      const ranked = [...folds.values()].flatMap((fold) =>
        [...fold.findings.values()].map((finding) => ({ alarm: finding.alarm, rank: rankOf(fold, finding) })),
      );
      return ranked
        .sort((a, b) => a.rank - b.rank || b.alarm.startedAt - a.alarm.startedAt)
        .slice(0, alarmsMax)
        .map(({ alarm }) => alarm);
    },
    alarmsOf: (incidentId) => {
      const fold = [...folds.values()].find(({ incident }) => incident?.id === incidentId);
      return fold === undefined ? [] : [...fold.findings.values()].map(({ alarm }) => alarm);
    },
    maintenance: allMaintenance,
  };
}

function isOpen({ incident }: Fold): boolean {
  return incident === null || incident.phase !== 'resolved';
}

function rankOf(fold: Fold, finding: Finding): number {
  return (isOpen(fold) ? 0 : 2) + (hasEnded(finding) ? 1 : 0);
}
