import type { Incident } from '../../../contract/incidents';
import { contextOf } from './contextOf';
import { costOf } from './costOf';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import type { FollowSetup } from './follow';
import type { Fold } from './fold';
import { gradeOf } from './gradeOf';
import { leadingOf } from './leadingOf';
import { step } from './steps';

/** The record as it begins: its name, and what was known about the day and the minute. */
export function openIncident(
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
    pins: [],
    answers: [],
    steps: [step(at, 'opened', grade)],
  };
}
