import { alarmsMax, type Alarm, type Judgement } from '../../../contract/detection';
import type { Incident, Maintenance } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { chooseFold, isWarm } from './choose';
import { promotionRuns } from './contextOf';
import { readAlarm, type Finding } from './finding';
import { hasEnded, isActive, type Fold } from './fold';
import { createFoldBook, isOpen } from './foldBook';
import { followFold, type FollowSetup } from './follow';
import { idFor } from './incidentId';
import { createIncidentActs, type IncidentActs } from './incidentActs';
import { createLinkGraph } from './linkGraph';
import { covers, isOn, maintenanceOfFile } from './maintenance';
import { mergeFolds } from './mergeFolds';
import { moveOutgrown } from './moveOutgrown';
import { createNames } from './names';
import { readRemembered, type Remembered } from './remembered';
import { restoreFold } from './restoreFold';
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
  const book = createFoldBook();
  const { folds, home } = book;
  const before = readRemembered(remembered);
  const fileMaintenance = maintenanceOfFile(workspace);
  const acts = createIncidentActs({ find: (id) => book.find(id), fileMaintenance, remembered: before });
  const taken = (): string[] => book.incidents().map(({ id }) => id);
  const setup: FollowSetup = {
    workspace,
    graph,
    names: createNames(workspace),
    events,
    nextId: (raisedAt) => idFor(raisedAt, workspace.timeZone, taken()),
  };
  /** Standing alarms of which the engine has not spoken since it began anew. */
  const doubted = new Set<string>();
  let doubtedAt: number | null = null;

  function read(alarm: Alarm, known?: Finding): Finding {
    return readAlarm(alarm, workspace, graph, { ms: togetherMs, steps: togetherSteps }, known);
  }

  function place(finding: Finding, warm: Set<Fold>, at: number): void {
    const { alarm } = finding;
    if (alarm.endedAt !== null && at - alarm.endedAt > relapseMs) return;
    const risen = finding.what === 'orders' && alarm.direction === 'above';
    const maintenance = allMaintenance().find((each) => covers(each, finding));
    if (maintenance === undefined && risen && promotionRuns(alarm.startedAt, workspace, events())) return;
    const fold =
      maintenance === undefined
        ? (chooseFold(warm, finding, graph, at) ?? book.open(alarm.traffic, null))
        : (hiddenUnder(maintenance, alarm) ?? book.open(alarm.traffic, maintenance.id));
    warm.add(fold);
    book.add(fold, finding);
  }

  function hiddenUnder({ id }: Maintenance, { traffic }: Alarm): Fold | undefined {
    return [...folds.values()].find((fold) => fold.maintenanceId === id && fold.traffic === traffic);
  }

  function follow(at: number): void {
    moveOutgrown(book, graph, at);
    mergeFolds({ folds, home, graph, maintenanceName }, at);
    for (const fold of folds.values()) if (fold.incident !== null || !staysHidden(fold, at)) followFold(fold, setup, at);
    book.forgetOldest();
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
    if ([...fold.findings.values()].every(hasEnded)) book.drop(fold);
    return true;
  }

  function allMaintenance(): readonly Maintenance[] {
    return [...fileMaintenance, ...acts.declared()];
  }

  function maintenanceName(id: string): string {
    const { zh, en } = allMaintenance().find((each) => each.id === id)?.name ?? { zh: id, en: id };
    return zh === en ? zh : `${zh} · ${en}`;
  }

  function doubt(): void {
    doubtedAt = null;
    for (const id of book.standing()) doubted.add(id);
  }

  for (const one of before.incidents)
    restoreFold(
      book,
      one,
      one.alarms.map((alarm) => read(alarm)),
    );
  doubt();

  return {
    ...acts,
    receive: (alarms, at) => {
      const fresh: Finding[] = [];
      for (const alarm of alarms) {
        const fold = home.get(alarm.id);
        doubted.delete(alarm.id);
        if (fold === undefined) fresh.push(read(alarm));
        else book.replace(fold, read(alarm, fold.findings.get(alarm.id)));
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
      if (doubtedAt !== null && at - doubtedAt >= unconfirmedMs) {
        for (const id of doubted) book.endAlarm(id);
        doubted.clear();
      }
      follow(at);
    },
    list: () => [...book.incidents()].sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1)),
    alarms: () => gravestFirst([...folds.values()]).slice(0, alarmsMax),
    alarmsOf: (incidentId) => [...(book.find(incidentId)?.findings.values() ?? [])].map(({ alarm }) => alarm),
    maintenance: allMaintenance,
  };
}

/** Alarms of open incidents before those of resolved ones, standing before ended, newest first. */
function gravestFirst(folds: readonly Fold[]): Alarm[] {
  const ranked = folds.flatMap((fold) =>
    [...fold.findings.values()].map((finding) => ({
      alarm: finding.alarm,
      rank: (isOpen(fold) ? 0 : 2) + (hasEnded(finding) ? 1 : 0),
    })),
  );
  return ranked.sort((a, b) => a.rank - b.rank || b.alarm.startedAt - a.alarm.startedAt).map(({ alarm }) => alarm);
}
