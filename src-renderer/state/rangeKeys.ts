import { backToNow, moveRange, zoomRange } from './roomRange';

/** Every window with curves has these keys. */
export const rangeKeys = {
  ArrowLeft: () => moveRange(-1),
  ArrowRight: () => moveRange(1),
  '-': () => zoomRange(1),
  '+': () => zoomRange(-1),
  '=': () => zoomRange(-1),
  Escape: backToNow,
} as const;
