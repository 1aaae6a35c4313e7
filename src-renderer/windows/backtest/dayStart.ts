import { formatIsoLocal } from '../../ui/format';

/** Epoch ms at which `2026-10-21` begins in a time zone; on a day whose midnight does not exist, its first moment. */
export function dayStart(date: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`);
  const near = asUtc - offsetAt(asUtc, timeZone);
  // Once more at the moment found: the offset there may be another one.
  return asUtc - offsetAt(near, timeZone);
}

/** Ms by which local clocks are ahead of UTC at that moment. */
function offsetAt(at: number, timeZone: string): number {
  const local = formatIsoLocal(at, timeZone).slice(0, 19);
  return Date.parse(`${local}Z`) - Math.floor(at / 1_000) * 1_000;
}
