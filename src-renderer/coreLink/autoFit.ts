import type { Camera, Viewport } from './camera';

/** Wall screens refit by themselves, but only for good: a view that differs for a moment is left alone. */
export interface AutoFit {
  /** Since when the wanted view differs a good deal, ms; null while it does not. */
  readonly differsSince: number | null;
}
export const autoFitAtRest: AutoFit = { differsSince: null };

export interface AutoFitInput {
  readonly shown: Camera;
  readonly wanted: Camera;
  readonly view: Viewport;
  /** Monotonic ms. */
  readonly now: number;
  /** When a person last moved the picture, monotonic ms; null: never since it was last fitted. */
  readonly handAt: number | null;
}

/** A person's own view is kept this long after the last touch. */
const handRestMs = 120_000;
const settleMs = 3_000;
const zoomRatio = 1.12;
/** Share of the picture by which the middle has to be off. */
const offShare = 0.08;

/** One look at it; `fits` says to take the wanted view now. */
export function stepAutoFit(state: AutoFit, input: AutoFitInput): { readonly state: AutoFit; readonly fits: boolean } {
  const isHeld = input.handAt !== null && input.now - input.handAt < handRestMs;
  if (isHeld || !differs(input)) return { state: autoFitAtRest, fits: false };
  const since = state.differsSince ?? input.now;
  if (input.now - since < settleMs) return { state: { differsSince: since }, fits: false };
  return { state: autoFitAtRest, fits: true };
}

function differs({ shown, wanted, view }: AutoFitInput): boolean {
  const ratio = shown.zoom / wanted.zoom;
  if (ratio > zoomRatio || ratio < 1 / zoomRatio) return true;
  const offX = shown.x + view.width / 2 / shown.zoom - wanted.x - view.width / 2 / wanted.zoom;
  const offY = shown.y + view.height / 2 / shown.zoom - wanted.y - view.height / 2 / wanted.zoom;
  return Math.abs(offX) * shown.zoom > offShare * view.width || Math.abs(offY) * shown.zoom > offShare * view.height;
}
