export interface RhythmParts {
  readonly play: () => void;
  /** Calls back once, that many workstation ms later; returns what cancels it. */
  readonly after: (ms: number, action: () => void) => () => void;
}

export interface AlarmRhythm {
  /** Who waits for somebody now. One that was not waiting before begins the rhythm anew; nobody ends it at once. */
  wait(incidentIds: readonly string[]): void;
  close(): void;
}

/** The sound lasts 1.7 s; what stands between two of its repeats keeps it from becoming one noise. */
export const repeatMs = 2_400;
export const repeats = 3;
/** Enough to be missed by nobody who comes back to the room, and little enough that nobody switches it off. */
export const reminderMs = 60_000;

/** Three times when something begins to wait, then once a minute for as long as it waits. */
export function createAlarmRhythm({ play, after }: RhythmParts): AlarmRhythm {
  let waiting: readonly string[] = [];
  let cancel: () => void = () => undefined;
  const sound = (played: number): void => {
    play();
    cancel = after(played + 1 < repeats ? repeatMs : reminderMs, () => sound(played + 1));
  };
  return {
    wait: (incidentIds) => {
      const isNew = incidentIds.some((id) => !waiting.includes(id));
      waiting = incidentIds;
      if (incidentIds.length > 0 && !isNew) return;
      cancel();
      if (isNew) sound(0);
    },
    close: () => cancel(),
  };
}
