import type { Alarm } from '../../contract/detection';
import type { Slice } from '../../contract/words';
import { isSameSlice } from '../state/roomSelection';

/** The worst alarm that lasts in one series; null while there is none. Warnings of what has not happened do not count. */
export function seriesAlarm(alarms: Readonly<Record<string, Alarm>>, metricId: string, slice: Slice): Alarm | null {
  const lasting = Object.values(alarms).filter(
    (alarm) =>
      alarm.metricId === metricId && alarm.phase !== 'ended' && alarm.forecast === null && isSameSlice(alarm.slice, slice),
  );
  return lasting.reduce<Alarm | null>((worst, each) => (worst !== null && worst.score >= each.score ? worst : each), null);
}
