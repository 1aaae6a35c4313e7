import type { RoomClock } from './roomClock';
import type { RoomReading } from './roomTime';

/** How far a backend's clock is from the room's, ms of room time, and the half-width of that. */
export interface ClockOffset {
  readonly offMs: number;
  readonly errorMs: number;
}

/** null where the difference means nothing: no clock known, or one of both deliberately lives at another time. */
export function clockOffset(
  backend: { readonly id: string; readonly clock: RoomClock; readonly traits: { readonly ownTime: boolean } },
  room: RoomReading | null,
  mono: number,
): ClockOffset | null {
  const own = backend.clock.estimate(mono);
  if (own === null || room === null) return null;
  if (room.backendId === backend.id) return { offMs: 0, errorMs: room.errorMs };
  if (backend.traits.ownTime || room.ownTime) return null;
  return { offMs: own.at - room.at, errorMs: own.errorMs + room.errorMs };
}

/** Its buckets are other moments than the room's: further off than its error and half a step explain. */
export function isClockOff(offset: ClockOffset | null, stepMs: number): boolean {
  return offset !== null && Math.abs(offset.offMs) > offset.errorMs + stepMs / 2;
}
