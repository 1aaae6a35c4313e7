import type { RoomClock } from '../../contract/state';

/** Room time, epoch ms, `sinceArrivalMs` of monotonic time after the record arrived. */
export function roomAtOf(clock: RoomClock, sinceArrivalMs: number): number {
  return clock.roomAt + sinceArrivalMs * clock.rate;
}
