import type { RoomClock } from '../../../contract/state';
import type { Timers } from '../timers';
import type { RoomReading, RoomTime } from './roomTime';

/** The clock is told again when it is off by more than this, real ms, or after this long. */
const clockToleranceMs = 20;
const clockTellEveryMs = 5_000;

/** Tells main the room's clock whenever what it was told no longer holds. */
export class ClockTeller {
  #told: { readonly clock: RoomClock; readonly mono: number } | null = null;

  constructor(
    private readonly roomTime: Pick<RoomTime, 'stepped'>,
    private readonly timers: Timers,
    private readonly post: (clock: RoomClock) => void,
  ) {}

  get hasTold(): boolean {
    return this.#told !== null;
  }

  /** @param room null: no backend tells a time, the workstation's own counts */
  tell(mono: number, room: RoomReading | null): void {
    const wall = this.timers.wallNow();
    const clock: RoomClock =
      room === null
        ? { roomAt: wall, rate: 1, errorMs: 0, workstationOffMs: null, backendId: null, stepped: null }
        : {
            roomAt: Math.round(room.at),
            rate: room.rate,
            errorMs: Math.ceil(room.errorMs),
            workstationOffMs: room.ownTime ? null : Math.round(wall - room.at),
            backendId: room.backendId,
            stepped: this.roomTime.stepped,
          };
    const told = this.#told;
    const dueAt = told === null ? 0 : told.clock.roomAt + (mono - told.mono) * told.clock.rate;
    const same =
      told !== null &&
      told.clock.backendId === clock.backendId &&
      told.clock.rate === clock.rate &&
      told.clock.stepped === clock.stepped &&
      mono - told.mono < clockTellEveryMs &&
      Math.abs(dueAt - clock.roomAt) <= clockToleranceMs * clock.rate;
    if (same) return;
    this.#told = { clock, mono };
    this.post(clock);
  }
}
