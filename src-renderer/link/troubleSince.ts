import type { Alarm } from '../../contract/detection';
import { sliceOfSubject, type Subject } from './subject';

/** When the trouble of a subject began: the earliest of its own alarms that last, epoch ms; null while detection finds none. */
export function troubleSince(alarms: Readonly<Record<string, Alarm>>, subject: Subject): number | null {
  const wanted = Object.entries(sliceOfSubject({ ...subject, idc: null }));
  const own = Object.values(alarms).filter(
    ({ phase, slice }) => phase === 'active' && wanted.every(([dimension, value]) => slice[dimension] === value),
  );
  return own.length === 0 ? null : Math.min(...own.map(({ startedAt }) => startedAt));
}
