import type { CanvasLayer } from './canvasLayer';
import type { Plot } from './lineCanvas';
import type { PanelView, RoomPart } from './panelDrawing';

/** What was drawn last, as far as the room's crosshair needs it. */
interface DrawnFrame {
  readonly plot: Plot;
  readonly view: PanelView;
  readonly x: { invert(left: number): number };
}

/** A small picture's part in the room's crosshair; `draw` returns the slot it marked, or null outside of the axis. */
export function roomPartOf<Frame extends DrawnFrame>(
  root: HTMLElement,
  pointer: CanvasLayer,
  latest: () => Frame | null,
  draw: (context: CanvasRenderingContext2D, frame: Frame, at: number) => number | null,
): RoomPart {
  return {
    ground: () => {
      const frame = latest();
      return frame === null ? null : { plot: frame.plot, timeAt: (left) => frame.x.invert(left) };
    },
    drawCrosshair: (at) => {
      const frame = latest();
      if (frame === null) return;
      const context = pointer.begin(frame.view.width, frame.view.height);
      const slotAt = at === null ? null : draw(context, frame, at);
      root.dataset['crosshairAt'] = slotAt === null ? '' : String(slotAt);
    },
  };
}
