import { canvasRatio } from '../../ui/pageScale';
import type { Camera, Viewport } from '../camera';

/**
 * Two canvases: one is shown, the other is painted in steps over several frames, outside of the page so that no step is
 * composited, and then takes its place. While the camera moves, the shown one is moved and scaled as a picture, which costs
 * nothing, until a sharp one is ready.
 */
export interface FlipLayer {
  /** Begins a picture for this camera; one that was not finished is given up. */
  begin(camera: Camera, view: Viewport, steps: (context: CanvasRenderingContext2D) => Generator<void>): void;
  /** Paints until it is done or `mayGoOn` says no; true once the begun picture is shown. */
  paint(mayGoOn: () => boolean): boolean;
  isPainting(): boolean;
  /** The camera of the picture on show; null before the first. */
  shownCamera(): Camera | null;
  /** Puts the picture on show where this camera sees it. */
  place(camera: Camera): void;
  close(): void;
}

/** A full screen at rest needs one picture, not two: 8 MB at 1920×1080, four times that at 4K. */
const restAfterMs = 500;

export function createFlipLayer(root: HTMLElement): FlipLayer {
  let [front, back] = [createSheet(), createSheet()];
  root.append(front.canvas);
  let job: { readonly camera: Camera; readonly steps: Generator<void> } | null = null;
  let shown: Camera | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    back.canvas.width = 0;
    back.canvas.height = 0;
  };
  return {
    begin: (camera, view, steps) => {
      clearTimeout(resting);
      job = { camera, steps: steps(clean(back, view)) };
    },
    paint: (mayGoOn) => {
      if (job === null) return true;
      do {
        if (job.steps.next().done !== true) continue;
        shown = job.camera;
        job = null;
        [front, back] = [back, front];
        back.canvas.replaceWith(front.canvas);
        resting = setTimeout(rest, restAfterMs);
        return true;
      } while (mayGoOn());
      return false;
    },
    isPainting: () => job !== null,
    shownCamera: () => shown,
    place: (camera) => {
      if (shown === null) return;
      const scale = camera.zoom / shown.zoom;
      const [x, y] = [(shown.x - camera.x) * camera.zoom, (shown.y - camera.y) * camera.zoom];
      const still = scale === 1 && x === 0 && y === 0;
      front.canvas.style.transform = still ? 'none' : `translate(${x}px, ${y}px) scale(${scale})`;
    },
    close: () => {
      clearTimeout(resting);
      front.canvas.remove();
      back.canvas.remove();
    },
  };
}

interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

function createSheet(): Sheet {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    pointerEvents: 'none',
    transformOrigin: '0 0',
    // Moved as a finished picture, not painted again.
    willChange: 'transform',
  });
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a 2D canvas context must exist');
  return { canvas, context };
}

function clean({ canvas, context }: Sheet, { width, height }: Viewport): CanvasRenderingContext2D {
  const ratio = canvasRatio();
  const [widthPx, heightPx] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== widthPx || canvas.height !== heightPx) {
    canvas.width = widthPx;
    canvas.height = heightPx;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, width, height);
  return context;
}
