import type { Incident, IncidentStep } from '../../../contract/incidents';
import type { Evidence } from './evidence';
import { isEcho } from './explain';
import { hasEnded, isActive, type Fold } from './fold';
import type { Finding } from './finding';
import { isGraver } from './gradeOf';
import type { LinkGraph } from './linkGraph';
import { flappingMs, recoverAfterMs, relapseMs, relapsesFlapping, resolveAfterMs } from './rules';
import { step, withSteps } from './steps';

/** Open while something holds it, recovering while it calms down, resolved when all was quiet for long enough. */
export function passThrough(
  fold: Fold,
  incident: Incident,
  evidence: Evidence,
  findings: readonly Finding[],
  graph: LinkGraph,
  at: number,
): Incident {
  const holding = findings.filter((finding) => !hasEnded(finding) && !isEcho(evidence, finding, graph, at));
  const active = holding.some(isActive);
  fold.quietSince = active ? null : (fold.quietSince ?? at);
  const quietMs = at - (fold.quietSince ?? at);
  switch (incident.phase) {
    case 'open':
      if (active) fold.heldOpen = false;
      if (fold.heldOpen || (quietMs < recoverAfterMs && !findings.every(hasEnded)) || active) return incident;
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

/** Sleep ends with its time, or with a graver grade than it was put to sleep under. */
export function wakeIfDue(fold: Fold, incident: Incident, at: number): Incident {
  const { snoozed } = incident;
  if (snoozed === null) return incident;
  const graver = fold.snoozedAt !== null && isGraver(incident.grade, fold.snoozedAt);
  if (at < snoozed.until && !graver) return incident;
  fold.snoozedAt = null;
  return withSteps({ ...incident, snoozed: null }, [step(at, 'woke', graver ? incident.grade : null)]);
}
