const firstDelayMs = 250;
const delayMsMax = 10_000;
/** A process that lived this long was well; its next fall starts from the short delay again. */
const settledMs = 60_000;

/** How long to wait before starting a fallen process again: doubles from a quarter second to ten, forgiven after a good minute. */
export function createRestartDelay(): (livedMs: number) => number {
  let falls = 0;
  return (livedMs) => {
    if (livedMs >= settledMs) falls = 0;
    const delayMs = Math.min(delayMsMax, firstDelayMs * 2 ** falls);
    falls += 1;
    return delayMs;
  };
}
