import type { PointerEvent } from 'react';
import { createStore } from 'zustand/vanilla';
import type { GraphLook } from '../../contract/graphQuery';
import { dropOutside } from '../coreLink/drag/dropHeld';
import { isOutside } from '../coreLink/drag/outside';
import { ownLength } from '../ui/pageScale';

/** A row on its way out of the window: what hangs at the pointer; null while none is. */
export interface DraggedRow {
  readonly name: string;
  /** CSS px of the window. */
  readonly x: number;
  readonly y: number;
  readonly isOutside: boolean;
}
export const draggedRow = createStore<{ readonly row: DraggedRow | null }>(() => ({ row: null }));

/** Less is a click with an unsteady hand. */
const dragFromPx = 6;

interface DragOutHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/**
 * The graph's gesture on a row: let go outside of the window it becomes a window there, or a pin on the incident's window below.
 * The row's own click or Enter is the same from the keyboard.
 */
export function dragOut(name: string, look: () => GraphLook): DragOutHandlers {
  return {
    onPointerDown: (down) => {
      if (down.button !== 0) return;
      const row = down.currentTarget;
      const move = (event: globalThis.PointerEvent): void => {
        const { row: held } = draggedRow.getState();
        if (held === null && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < dragFromPx) return;
        const outside = isOutside(window, event.screenX, event.screenY);
        draggedRow.setState({ row: { name, x: ownLength(event.clientX), y: ownLength(event.clientY), isOutside: outside } });
      };
      const end = (event: globalThis.PointerEvent): void => {
        const { row: held } = draggedRow.getState();
        stop();
        if (held === null) return;
        // What was dragged was not clicked.
        row.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => row.removeEventListener('click', swallow, { capture: true }));
        if (held.isOutside) dropOutside(event.screenX, event.screenY, look());
      };
      const escape = (event: KeyboardEvent): void => {
        if (event.key === 'Escape') stop();
      };
      const stop = (): void => {
        draggedRow.setState({ row: null });
        row.removeEventListener('pointermove', move);
        row.removeEventListener('pointerup', end);
        row.removeEventListener('pointercancel', stop);
        window.removeEventListener('keydown', escape);
      };
      row.setPointerCapture(down.pointerId);
      row.addEventListener('pointermove', move);
      row.addEventListener('pointerup', end);
      row.addEventListener('pointercancel', stop);
      window.addEventListener('keydown', escape);
    },
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
