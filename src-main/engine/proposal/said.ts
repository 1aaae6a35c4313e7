import type { LocalText } from '../../../contract/words';

/** A reason, a doubt or what was left out, in both languages; the file's comments are in one of them. */
export type Said = LocalText;

export function percent(share: number): string {
  return `${(share * 100).toFixed(share >= 0.995 || share < 0.1 ? 1 : 0)} %`;
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** As the workspace file writes durations, no finer than it was measured. */
export function fileDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 20) return `${seconds}s`;
  if (seconds < 180) return `${Math.round(seconds / 5) * 5}s`;
  return `${Math.round(seconds / 60)}m`;
}
