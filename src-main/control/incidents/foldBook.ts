import { incidentsMax, type Incident } from '../../../contract/incidents';
import type { Traffic } from '../../../contract/words';
import type { Finding } from './finding';
import { addFinding, createFold, ended, hasEnded, type Fold } from './fold';

/** All folds, and which of them each alarm is in. */
export interface FoldBook {
  readonly folds: Map<number, Fold>;
  /** By alarm id; an alarm that opens nothing is in none. */
  readonly home: Map<string, Fold>;
  open(traffic: Traffic, maintenanceId: string | null): Fold;
  add(fold: Fold, finding: Finding): void;
  replace(fold: Fold, finding: Finding): void;
  move(from: Fold, to: Fold, finding: Finding): void;
  drop(fold: Fold): void;
  /** Resolved ones first, then the oldest, down to `incidentsMax`. */
  forgetOldest(): void;
  /** Those that anybody sees. */
  incidents(): readonly Incident[];
  find(incidentId: string): Fold | undefined;
  /** Ids of all alarms that stand. */
  standing(): readonly string[];
  endAlarm(alarmId: string): void;
}

export function createFoldBook(): FoldBook {
  const folds = new Map<number, Fold>();
  const home = new Map<string, Fold>();
  let keys = 0;

  function add(fold: Fold, finding: Finding): void {
    const left = addFinding(fold, finding);
    home.set(finding.alarm.id, fold);
    if (left !== null) home.delete(left);
  }

  function replace(fold: Fold, finding: Finding): void {
    fold.findings.set(finding.alarm.id, finding);
    fold.evidence = null;
    fold.dirty = true;
  }

  function drop(fold: Fold): void {
    folds.delete(fold.key);
    for (const id of fold.findings.keys()) if (home.get(id) === fold) home.delete(id);
  }

  return {
    folds,
    home,
    open: (traffic, maintenanceId) => {
      keys += 1;
      const fold = createFold(keys, traffic, maintenanceId);
      folds.set(keys, fold);
      return fold;
    },
    add,
    replace,
    move: (from, to, finding) => {
      from.findings.delete(finding.alarm.id);
      from.evidence = null;
      from.dirty = true;
      add(to, finding);
    },
    drop,
    forgetOldest: () => {
      const over = folds.size - incidentsMax;
      if (over <= 0) return;
      const byAge = [...folds.values()].sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.key - b.key);
      for (const fold of byAge.slice(0, over)) drop(fold);
    },
    incidents: () => [...folds.values()].flatMap(({ incident }) => incident ?? []),
    find: (id) => [...folds.values()].find(({ incident }) => incident?.id === id),
    standing: () =>
      [...folds.values()].flatMap(({ findings }) =>
        [...findings.values()].flatMap((finding) => (hasEnded(finding) ? [] : [finding.alarm.id])),
      ),
    endAlarm: (id) => {
      const fold = home.get(id);
      const finding = fold?.findings.get(id);
      if (fold !== undefined && finding !== undefined) replace(fold, ended(finding));
    },
  };
}

export function isOpen({ incident }: Fold): boolean {
  return incident === null || incident.phase !== 'resolved';
}
