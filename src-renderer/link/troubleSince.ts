import type { SharedState } from '../../contract/state';
import { openIncidents } from '../incidents/incidentOrder';
import { sliceOfSubject, type Subject } from './subject';

/**
 * When the trouble of a subject began, epoch ms: the earliest of its own alarms that last, else, while it is ill (`isIll`), the
 * gravest open incident's; null while nothing tells.
 */
export function troubleSince(
  { alarms, incidents }: Pick<SharedState, 'alarms' | 'incidents'>,
  subject: Subject,
  isIll: boolean,
): number | null {
  const wanted = Object.entries(sliceOfSubject({ ...subject, idc: null }));
  const own = Object.values(alarms).filter(
    ({ phase, slice }) => phase === 'active' && wanted.every(([dimension, value]) => slice[dimension] === value),
  );
  if (own.length > 0) return Math.min(...own.map(({ startedAt }) => startedAt));
  return isIll ? (openIncidents(incidents)[0]?.startedAt ?? null) : null;
}
