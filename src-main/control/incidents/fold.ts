import type { Incident } from '../../../contract/incidents';
import type { Traffic } from '../../../contract/words';
import { isNews, readEvidence, type Evidence } from './evidence';
import type { Finding } from './finding';
import type { Grading } from './gradeOf';
import type { Headline } from './headline';
import type { LinkGraph } from './linkGraph';

/** An incident as it is folded: what was found, and the record that everybody sees. Changed in this folder only. */
export interface Fold {
  readonly key: number;
  readonly traffic: Traffic;
  /** The maintenance under which it stays unseen; null for an incident. */
  maintenanceId: string | null;
  /** Null while nobody is told. */
  incident: Incident | null;
  /** By alarm id, in the order they came. */
  readonly findings: Map<string, Finding>;
  /** The newest alarm of each series, warnings apart. */
  readonly newest: Map<string, string>;
  alarmCount: number;
  grading: Grading;
  headline: Headline | null;
  /** Another headline that waits until it has held for a while. */
  nextHeadline: { readonly meaning: string; readonly since: number } | null;
  /** Since when nothing that holds it open is active; null while something is. */
  quietSince: number | null;
  /** When it came back after it had been quiet. */
  relapses: number[];
  /** A person resolved it: what is still active stays folded and does not open it again. */
  byHand: boolean;
  /** Found to be a part of another one. */
  mergedInto: string | null;
  /** The grade under which it was put to sleep. */
  snoozedAt: Grading['grade'] | null;
  /** A person opened it again: it does not end by itself before it has alarmed anew. */
  heldOpen: boolean;
  evidence: Evidence | null;
  /** Something came or changed since it was last followed. */
  dirty: boolean;
}

/** Far above what one incident was ever seen to raise; the ended ones go first. */
export const findingsMax = 2_000;

export function createFold(key: number, traffic: Traffic, maintenanceId: string | null): Fold {
  return {
    key,
    traffic,
    maintenanceId,
    incident: null,
    findings: new Map(),
    newest: new Map(),
    alarmCount: 0,
    grading: { grade: 'P3', lowSince: null },
    headline: null,
    nextHeadline: null,
    quietSince: null,
    relapses: [],
    byHand: false,
    mergedInto: null,
    snoozedAt: null,
    heldOpen: false,
    evidence: null,
    dirty: true,
  };
}

/** Read anew only when what came changes it: a storm is hundreds of alarms that all say the same. */
export function evidenceOf(fold: Fold, graph: LinkGraph): Evidence {
  fold.evidence ??= readEvidence(fold.findings.values(), graph);
  return fold.evidence;
}

/** @returns the id of an alarm that had to leave, if any */
export function addFinding(fold: Fold, finding: Finding): string | null {
  const { id } = finding.alarm;
  fold.alarmCount += 1;
  fold.dirty = true;
  if (fold.evidence !== null && isNews(finding, fold.evidence)) fold.evidence = null;
  endFormer(fold, finding);
  fold.findings.set(id, finding);
  if (fold.findings.size <= findingsMax) return null;
  const leaving = [...fold.findings.values()].find(({ alarm }) => alarm.phase === 'ended') ?? finding;
  fold.findings.delete(leaving.alarm.id);
  return leaving.alarm.id;
}

/** A series has one alarm at a time: what still stands of it from before, unheard of, is over. */
function endFormer(fold: Fold, { alarm }: Finding): void {
  const series = `${alarm.forecast === null ? '' : 'forecast '}${alarm.seriesKey}`;
  const former = fold.findings.get(fold.newest.get(series) ?? '');
  if (former !== undefined && former.alarm.id !== alarm.id && former.alarm.phase !== 'ended')
    fold.findings.set(former.alarm.id, ended(former));
  fold.newest.set(series, alarm.id);
}

export function ended<Any extends Finding>(finding: Any): Any {
  return { ...finding, alarm: { ...finding.alarm, phase: 'ended', endedAt: finding.alarm.updatedAt } };
}

export function isActive({ alarm }: Finding): boolean {
  return alarm.phase === 'active';
}

export function hasEnded({ alarm }: Finding): boolean {
  return alarm.phase === 'ended';
}
