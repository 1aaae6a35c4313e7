import { showStretch } from '../state/roomRange';
import type { Plot } from './lineCanvas';
import { pointAt } from './roomCrosshair';

/** What a picture on the room's time axis lets a pointer do; CSS px from the root's top left. */
export interface TimeGround {
  readonly plot: Plot;
  /** Room epoch ms at `left`. */
  timeAt(left: number): number;
}

/** A shorter drag is a click with a shaky hand. */
const dragPxLeast = 8;

/**
 * Moves the room's crosshair with the pointer, and makes a dragged stretch the room's range. `ground` is null before the first
 * draw, `width` the root's in its own CSS px. Returns the function that ends it.
 */
export function listenToPointer(root: HTMLElement, ground: () => TimeGround | null, width: () => number): () => void {
  let downLeft: number | null = null;
  let brush: HTMLElement | null = null;

  const leftOf = (event: PointerEvent): number => leftIn(root, event, width());
  const endBrush = (): void => {
    brush?.remove();
    brush = null;
    downLeft = null;
  };
  const move = (event: PointerEvent): void => {
    const place = ground();
    if (place === null) return;
    const left = leftOf(event);
    pointAt(isOver(place, left) && !isOnPart(event) ? place.timeAt(left) : null, event.timeStamp);
    if (downLeft === null || (brush === null && Math.abs(left - downLeft) < dragPxLeast)) return;
    brush ??= addBrush(root, event.pointerId);
    const [from, to] = stretchOf(place.plot, downLeft, left);
    const { top, bottom } = place.plot;
    Object.assign(brush.style, {
      left: `${from}px`,
      width: `${to - from}px`,
      top: `${top}px`,
      height: `${bottom - top}px`,
    });
  };
  const down = (event: PointerEvent): void => {
    const place = ground();
    const left = leftOf(event);
    if (event.button === 0 && !isOnPart(event) && place !== null && isOver(place, left)) downLeft = left;
  };
  const up = (event: PointerEvent): void => {
    const place = ground();
    const began = brush === null ? null : downLeft;
    endBrush();
    if (place === null || began === null) return;
    // The end of a drag is no click on what lies around the chart.
    root.addEventListener('click', (click) => click.stopPropagation(), { once: true, capture: true });
    const [from, to] = stretchOf(place.plot, began, leftOf(event));
    showStretch(place.timeAt(from), place.timeAt(to));
  };
  const leave = (event: PointerEvent): void => pointAt(null, event.timeStamp);
  root.addEventListener('pointermove', move);
  root.addEventListener('pointerdown', down);
  root.addEventListener('pointerup', up);
  root.addEventListener('pointercancel', endBrush);
  root.addEventListener('pointerleave', leave);
  return () => {
    endBrush();
    root.removeEventListener('pointermove', move);
    root.removeEventListener('pointerdown', down);
    root.removeEventListener('pointerup', up);
    root.removeEventListener('pointercancel', endBrush);
    root.removeEventListener('pointerleave', leave);
  };
}

/** The pointer's place in the root's own CSS px: a scaled page measures both the pointer and the box in its own way, their ratio holds. */
export function leftIn(root: Element, event: { readonly clientX: number }, width: number): number {
  const box = root.getBoundingClientRect();
  return box.width === 0 ? 0 : (event.clientX - box.left) * (width / box.width);
}

/** What lies on the picture has its own use for the pointer. */
function isOnPart({ target }: PointerEvent): boolean {
  return target instanceof Element && target.closest('button, [data-corner]') !== null;
}

function isOver({ plot }: TimeGround, left: number): boolean {
  return left >= plot.left && left <= plot.right;
}

function stretchOf(plot: Plot, a: number, b: number): [number, number] {
  const clamp = (left: number): number => Math.min(plot.right, Math.max(plot.left, left));
  return [clamp(Math.min(a, b)), clamp(Math.max(a, b))];
}

function addBrush(root: HTMLElement, pointerId: number): HTMLElement {
  const brush = document.createElement('div');
  brush.className = 'chart-brush';
  root.append(brush);
  root.setPointerCapture(pointerId);
  return brush;
}
