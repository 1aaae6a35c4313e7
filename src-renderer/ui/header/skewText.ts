import type { Language } from '../../../contract/choices';
import type { RoomClock } from '../../../contract/state';
import type { Text } from '../../i18n/text';
import { formatSkew } from '../format';

/** A workstation this far from the room's clock is said so: logs and phones beside it would not agree. */
const skewShownMs = 2_000;
/** How far this workstation's clock is from the room's; null while nobody needs to know. */
export function skewText(clock: RoomClock | null, text: Text, language: Language): string | null {
  const offMs = clock?.workstationOffMs ?? null;
  if (offMs === null || Math.abs(offMs) < skewShownMs) return null;
  return text(offMs > 0 ? 'clock.fast' : 'clock.slow', { by: formatSkew(offMs, language) });
}
