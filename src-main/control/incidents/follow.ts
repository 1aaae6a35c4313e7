import { incidentAlarmsMax, incidentStepsMax, type Incident, type IncidentStep } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import { contextOf } from './contextOf';
import { costOf } from './costOf';
import type { Evidence } from './evidence';
import { isEcho } from './explain';
import { evidenceOf, hasEnded, isActive, type Fold } from './fold';
import { isTotal, type Finding } from './finding';
import { gradeOf, graverOf, isGraver } from './gradeOf';
import { isSameHeadline, writeHeadline, type Headline } from './headline';
import { monthDayOf } from './localTime';
import type { LinkGraph } from './linkGraph';
import type { Names } from './names';
import {
  commonNodesMax,
  flappingMs,
  grewAt,
  headlineFreeMs,
  headlineHoldMs,
  relapseMs,
  relapsesFlapping,
  resolveAfterMs,
} from './rules';

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
  fold.incident = wakeIfGraver(fold, pass(fold, withSteps(described, steps), evidence, findings, graph, at), at);
}

export function step(at: number, kind: IncidentStep['kind'], note: string | null = null, by: string | null = null): IncidentStep {
  return { at, kind, by, note };
}

/** The first step, that it opened, stays; of the others the newest. */
export function withSteps(incident: Incident, added: readonly IncidentStep[]): Incident {
  if (added.length === 0) return incident;
  const steps = [...incident.steps, ...added];
  const [first] = steps;
  if (first === undefined || steps.length <= incidentStepsMax) return { ...incident, steps };
  return { ...incident, steps: [first, ...steps.slice(1 - incidentStepsMax)] };
}

function openIncident(
  fold: Fold,
  evidence: Evidence,
  findings: readonly Finding[],
  { workspace, events, nextId }: FollowSetup,
  at: number,
): Incident {
  const raisedAt = Math.min(...findings.map(({ alarm }) => alarm.raisedAt));
  const { grade } = gradeOf(costOf(evidence.lead)?.share ?? 0, fold.grading, at);
  fold.grading = { grade, lowSince: null };
  const lead = leadingOf(evidence, findings).alarm;
  return {
    id: nextId(raisedAt),
    phase: 'open',
    grade,
    gradeWorst: grade,
    headline: { zh: '…', en: '…' },
    common: { slice: {}, nodes: [] },
    traffic: fold.traffic,
    startedAt: evidence.startedAt,
    raisedAt,
    updatedAt: raisedAt,
    resolvedAt: null,
    alarmIds: [],
    alarmCount: 0,
    activeCount: 0,
    signalCount: 0,
    cost: null,
    lead: { metricId: lead.metricId, slice: lead.slice, direction: lead.direction },
    flapping: false,
    forecastAt: null,
    acknowledged: null,
    snoozed: null,
    verdict: null,
    context: contextOf(evidence.startedAt, evidence.origins, workspace, events()),
    steps: [step(at, 'opened', grade)],
  };
}

/** Open while something holds it, recovering while it calms down, resolved when all was quiet for long enough. */
function pass(
  fold: Fold,
  incident: Incident,
  evidence: Evidence,
  findings: readonly Finding[],
  graph: LinkGraph,
  at: number,
): Incident {
  const holding = findings.filter((finding) => !hasEnded(finding) && !isEcho(evidence, finding, graph, at));
  const active = holding.some(isActive);
  switch (incident.phase) {
    case 'open':
      if (active) fold.heldOpen = false;
      if (active || fold.heldOpen) return incident;
      return said(fold, { ...incident, phase: 'recovering' }, step(at, 'recovering'));
    case 'recovering': {
      if (active) return relapse(fold, incident, at);
      const wantedMs = incident.flapping ? relapseMs : resolveAfterMs;
      const ends = findings.flatMap(({ alarm }) => (alarm.endedAt === null ? [] : [alarm.endedAt]));
      if (holding.length > 0 || at - Math.max(evidence.startedAt, ...ends.filter((end) => end <= at)) < wantedMs) return incident;
      return withSteps({ ...incident, phase: 'resolved', resolvedAt: at }, [step(at, 'resolved')]);
    }
    case 'resolved':
      // Held shut by a person until its alarms have ended; after that it is like any other.
      if (fold.byHand) {
        if (holding.length === 0 && incident.verdict?.false !== true) fold.byHand = false;
        return incident;
      }
      return active ? relapse(fold, { ...incident, acknowledged: null, snoozed: null }, at) : incident;
  }
}

function relapse(fold: Fold, incident: Incident, at: number): Incident {
  fold.relapses = [...fold.relapses.filter((each) => at - each <= flappingMs), at];
  const flapping = incident.flapping || fold.relapses.length >= relapsesFlapping;
  const open: Incident = { ...incident, phase: 'open', resolvedAt: null, flapping };
  return said(fold, open, step(at, 'relapsed'), incident.flapping);
}

/** Coming and going is said until it is called flapping; then that is all there is to say. */
function said(fold: Fold, incident: Incident, one: IncidentStep, flapping = incident.flapping): Incident {
  return flapping && fold.relapses.length > relapsesFlapping ? incident : withSteps(incident, [one]);
}

function wakeIfGraver(fold: Fold, incident: Incident, at: number): Incident {
  const { snoozed } = incident;
  if (snoozed === null) return incident;
  const graver = fold.snoozedAt !== null && isGraver(incident.grade, fold.snoozedAt);
  if (at < snoozed.until && !graver) return incident;
  fold.snoozedAt = null;
  return withSteps({ ...incident, snoozed: null }, [step(at, 'woke', graver ? incident.grade : null)]);
}

function chooseHeadline(fold: Fold, next: Headline, raisedAt: number, at: number): Headline {
  const { headline: shown } = fold;
  const take = (): Headline => {
    fold.headline = next;
    fold.nextHeadline = null;
    return next;
  };
  if (shown === null || at - raisedAt <= headlineFreeMs) return shown !== null && isSameHeadline(shown, next) ? shown : take();
  if (isSameHeadline(shown, next)) {
    fold.nextHeadline = null;
    return shown;
  }
  if (shown.meaning === next.meaning) return take();
  if (fold.nextHeadline?.meaning !== next.meaning) fold.nextHeadline = { meaning: next.meaning, since: at };
  return at - fold.nextHeadline.since >= headlineHoldMs ? take() : shown;
}

function leadingOf(evidence: Evidence, findings: readonly Finding[]): Finding {
  const [lead] = evidence.lead;
  if (lead !== undefined) return lead;
  const origin = evidence.origins[0];
  const ofOrigin = findings.filter((finding) => finding.what === 'trouble' && finding.node === origin);
  const [first, ...others] = ofOrigin.length > 0 ? ofOrigin : findings;
  if (first === undefined) throw new Error('an incident has at least one alarm');
  return others.reduce((a, b) => (b.alarm.peakScore > a.alarm.peakScore ? b : a), first);
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

export function idFor(raisedAt: number, timeZone: string, taken: Iterable<string>): string {
  const day = monthDayOf(raisedAt, timeZone);
  let number = 0;
  for (const id of taken) if (id.startsWith(`${day}-`)) number = Math.max(number, Number(id.slice(day.length + 1)));
  return `${day}-${String(number + 1).padStart(2, '0')}`;
}
