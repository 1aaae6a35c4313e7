import { incidentAlarmsMax, type Incident } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { chooseHeadline } from './chooseHeadline';
import { costOf } from './costOf';
import type { Evidence } from './evidence';
import { evidenceOf, isActive, type Fold } from './fold';
import { isTotal, type Finding } from './finding';
import { gradeOf, graverOf } from './gradeOf';
import { writeHeadline } from './headline';
import { leadingOf } from './leadingOf';
import type { LinkGraph } from './linkGraph';
import type { Names } from './names';
import { openIncident } from './openIncident';
import { passThrough, wakeIfDue } from './passThrough';
import { commonNodesMax, grewAt } from './rules';
import { step, withSteps } from './steps';

export interface FollowSetup {
  readonly workspace: Workspace;
  readonly graph: LinkGraph;
  readonly names: Names;
  readonly events: () => readonly RoomEvent[];
  /** `1126-03`, not given before. */
  readonly nextId: (raisedAt: number) => string;
}

/** Brings a fold's incident up to what its alarms say at this moment: opens it, grades it, writes its headline, sees it end and come back. */
export function followFold(fold: Fold, setup: FollowSetup, at: number): void {
  const { graph, names } = setup;
  const findings = [...fold.findings.values()];
  if (findings.length === 0 || fold.mergedInto !== null) return;
  if (!fold.dirty && fold.incident?.phase === 'resolved') return;
  const evidence = evidenceOf(fold, graph);
  const before = fold.incident ?? openIncident(fold, evidence, findings, setup, at);
  fold.dirty = false;

  const cost = costOf(evidence.lead);
  if (before.phase === 'open') fold.grading = gradeOf(cost?.share ?? 0, fold.grading, at);
  const { grade } = fold.grading;
  const headline = chooseHeadline(fold, writeHeadline(evidence, findings, names), before.raisedAt, at);
  const lead = leadingOf(evidence, findings);
  const described: Incident = {
    ...before,
    grade,
    gradeWorst: graverOf(before.gradeWorst, grade),
    headline: headline.text,
    common: commonOf(evidence, findings),
    startedAt: Math.min(before.startedAt, evidence.startedAt),
    updatedAt: Math.max(before.updatedAt, ...findings.map(({ alarm }) => alarm.updatedAt)),
    alarmIds: [lead.alarm.id, ...[...fold.findings.keys()].filter((id) => id !== lead.alarm.id)].slice(0, incidentAlarmsMax),
    alarmCount: fold.alarmCount,
    activeCount: findings.filter(isActive).length,
    signalCount: findings.reduce((sum, { alarm }) => sum + alarm.signals, 0),
    // What was lost stays known when the alarms themselves are forgotten.
    cost: cost ?? before.cost,
    lead: { metricId: lead.alarm.metricId, slice: lead.alarm.slice, direction: lead.alarm.direction },
    forecastAt: forecastOf(findings),
  };
  const steps = [
    ...(grade === before.grade ? [] : [step(at, 'graded', `${before.grade} → ${grade}`)]),
    ...grewAt
      .filter((count) => before.alarmCount < count && fold.alarmCount >= count)
      .slice(-1)
      .map((count) => step(at, 'grew', `${count}`)),
  ];
  fold.incident = wakeIfDue(fold, passThrough(fold, withSteps(described, steps), evidence, findings, graph, at), at);
}

function commonOf(evidence: Evidence, findings: readonly Finding[]): Incident['common'] {
  const nodes = evidence.origins.slice(0, commonNodesMax);
  if (!isTotal(evidence.focus) || evidence.lead.length > 0) return { slice: evidence.focus, nodes };
  const slices = findings.filter(({ what }) => what === 'orders').map(({ alarm }) => alarm.slice);
  const [first, ...others] = slices;
  const same = first !== undefined && others.every((slice) => JSON.stringify(slice) === JSON.stringify(first));
  return { slice: same ? first : {}, nodes };
}

/** Where the soonest of the forecasts meets its limit, as long as nothing else was found. */
function forecastOf(findings: readonly Finding[]): number | null {
  const crossings = findings.map(({ alarm }) => alarm.forecast?.crossesAt ?? null);
  return crossings.includes(null) ? null : Math.min(...crossings.map((at) => at ?? 0));
}
