import type { Incident } from '../../../contract/incidents';
import { isGraver } from './gradeOf';

/** What is worth telling people who are not looking: one for an incident, for its first cause, for each time it grows graver, and for its end. */
export interface Notice {
  readonly kind: 'opened' | 'located' | 'graver' | 'reopened' | 'resolved';
  readonly incident: Incident;
}

/** Between two states of the same room. Rehearsals, what was merged, and coming and going tell nobody anything. */
export function noticesOf(before: ReadonlyMap<string, Incident>, now: readonly Incident[]): Notice[] {
  return now.flatMap((incident): Notice[] => {
    const former = before.get(incident.id);
    if (former === incident || incident.traffic !== 'real') return [];
    if (former === undefined) return incident.phase === 'resolved' ? [] : [{ kind: 'opened', incident }];
    if (former.phase !== 'resolved' && incident.phase === 'resolved')
      return incident.steps.at(-1)?.kind === 'merged' ? [] : [{ kind: 'resolved', incident }];
    if (former.phase === 'resolved' && incident.phase !== 'resolved')
      return incident.flapping ? [] : [{ kind: 'reopened', incident }];
    if (isGraver(incident.gradeWorst, former.gradeWorst)) return [{ kind: 'graver', incident }];
    return isLocated(incident) && !isLocated(former) ? [{ kind: 'located', incident }] : [];
  });
}

function isLocated({ steps }: Incident): boolean {
  return steps.some(({ kind }) => kind === 'diagnosed');
}
