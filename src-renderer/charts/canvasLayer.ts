import { canvasRatio } from '../ui/pageScale';

/** One transparent canvas that covers its root; pointers go through it. */
export interface CanvasLayer {
  /** Cleared, scaled to CSS px and sized to the root at the screen's pixel ratio. */
  begin(width: number, height: number): CanvasRenderingContext2D;
  /** Shows nothing, and needs no memory for it, until it begins again. */
  empty(): void;
  close(): void;
}

export function createCanvasLayer(root: HTMLElement): CanvasLayer {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', pointerEvents: 'none' });
  canvas.setAttribute('aria-hidden', 'true');
  root.append(canvas);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a 2D canvas context must exist');
  return {
    begin: (width, height) => {
      const ratio = canvasRatio();
      const [widthPx, heightPx] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (canvas.width !== widthPx || canvas.height !== heightPx) {
        canvas.width = widthPx;
        canvas.height = heightPx;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      return context;
    },
    empty: () => {
      canvas.width = 0;
      canvas.height = 0;
    },
    close: () => canvas.remove(),
  };
}
