/** The part of Electron's powerSaveBlocker that is used. */
export interface SleepBlocker {
  start(type: 'prevent-display-sleep'): number;
  stop(id: number): void;
}

/** Keeps the display awake while a wall window is open, and no longer. Call it after every window opened or closed. */
export function createDisplaySleep(blocker: SleepBlocker): (wallOpen: boolean) => void {
  let held: number | null = null;
  return (wallOpen) => {
    if (wallOpen && held === null) held = blocker.start('prevent-display-sleep');
    if (!wallOpen && held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
}
