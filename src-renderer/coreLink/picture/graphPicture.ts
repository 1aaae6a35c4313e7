import type { GraphFrame } from '../../../contract/coreLink';
import { createCanvasLayer } from '../../charts/canvasLayer';
import { windowDrawLoop } from '../../charts/windowDrawLoop';
import { fitCamera, toGraph, zoomCamera, type Camera, type Viewport } from '../camera';
import { looksSame, readFrame, type GraphReadings } from '../graphReadings';
import type { GraphScene } from '../graphScene';
import { createHitTest, type HitTest } from '../hitTest';
import type { ScenePart } from '../travel';
import { zoomLevelOf, type ZoomLevel } from '../zoomLevel';
import { drawMarks, marksNothing, noMarks, type GraphMarks } from './drawMarks';
import { forgetWidths } from './fitText';
import { createFlipLayer } from './flipLayer';
import type { GraphLook } from './graphLook';
import { paintScene } from './paintScene';

/** The graph on a canvas. It computes nothing of its own: pure functions say what to draw, it strokes when something changed. */
export interface GraphPicture {
  readonly host: HTMLElement;
  setScene(scene: GraphScene): void;
  /** A tick: numbers only, nothing moves. Returns what is shown from now on. */
  setFrame(frame: GraphFrame | null): GraphReadings;
  setLook(look: GraphLook): void;
  setMarks(marks: GraphMarks): void;
  setCamera(camera: Camera): void;
  /** About a point of the picture, CSS px. */
  zoom(factor: number, atXPx: number, atYPx: number): void;
  camera(): Camera;
  view(): Viewport;
  /** Shows the whole graph. */
  fit(): void;
  /** What stands at a point of the picture, CSS px. */
  hit(xPx: number, yPx: number): ScenePart | null;
  level(): ZoomLevel;
  /** Calls after the camera has moved or the picture got another size; returns the function that ends it. */
  onView(listener: () => void): () => void;
  /** Draws all that is due at once, not in a frame of the draw loop: for measuring. */
  drawNow(): void;
  close(): void;
}

export interface GraphPictureOptions {
  readonly look: GraphLook;
  /** `services` draws every service at any distance; by itself the picture shows domains from afar. */
  readonly detail?: 'semantic' | 'services';
}

/** How much of a frame one picture may take: a tick at any size blocks no longer than this, and hands are followed in between. */
const sliceMs = 3;
const reachPx = 9;

/** Fills its host, which must be positioned and have a size. */
export function createGraphPicture(host: HTMLElement, options: GraphPictureOptions): GraphPicture {
  const ground = createFlipLayer(host);
  const touch = createCanvasLayer(host);
  let look = options.look;
  let scene: GraphScene = { by: 'domain', revision: -1, lanes: [], nodes: [], edges: [], bounds: null };
  let frame: GraphFrame | null = null;
  let readings = readFrame(scene, null, null);
  let hitTest: HitTest = createHitTest(scene);
  let marks = noMarks;
  let camera: Camera = { x: 0, y: 0, zoom: 1 };
  let view = viewOf(host);
  let isStale = true;
  const listeners = new Set<() => void>();

  const levelNow = (): ZoomLevel => {
    const level = zoomLevelOf(camera.zoom);
    return options.detail === 'services' && level === 'far' ? 'middle' : level;
  };
  const beginGround = (): void => {
    isStale = false;
    const input = { scene, readings, look, camera, view, level: levelNow() };
    ground.begin(camera, view, (context) => paintScene(context, input));
  };
  const drawTouch = (): void => {
    if (marksNothing(marks)) touch.empty();
    else drawMarks(touch.begin(view.width, view.height), scene, marks, camera, levelNow(), look);
  };
  const draw = (mayGoOn: () => boolean): void => {
    if (!ground.isPainting() && isStale) beginGround();
    ground.paint(mayGoOn);
    ground.place(camera);
    if (ground.isPainting() || isStale) groundDrawing.invalidate();
  };
  const groundDrawing = windowDrawLoop().add(() => {
    const until = performance.now() + sliceMs;
    draw(() => performance.now() < until);
  });
  const touchDrawing = windowDrawLoop().add(drawTouch);
  const redraw = (): void => {
    isStale = true;
    groundDrawing.invalidate();
    touchDrawing.invalidate();
  };
  const tellView = (): void => listeners.forEach((listener) => listener());
  const moveTo = (next: Camera): void => {
    camera = next;
    redraw();
    tellView();
  };
  const fittedZoom = (): number => (scene.bounds === null ? 1 : fitCamera(scene.bounds, view).zoom);
  const resized = new ResizeObserver(() => {
    view = viewOf(host);
    redraw();
    tellView();
  });
  resized.observe(host);

  return {
    host,
    setScene: (next) => {
      scene = next;
      hitTest = createHitTest(next);
      readings = readFrame(next, frame, null);
      // What was begun shows parts that may be gone.
      beginGround();
      groundDrawing.invalidate();
      touchDrawing.invalidate();
    },
    setFrame: (next) => {
      frame = next;
      const before = readings;
      readings = readFrame(scene, next, before);
      if (levelNow() !== 'middle' || !looksSame(before, readings)) {
        isStale = true;
        groundDrawing.invalidate();
      }
      return readings;
    },
    setLook: (next) => {
      if (next.fontsRevision !== look.fontsRevision) forgetWidths();
      look = next;
      redraw();
    },
    setMarks: (next) => {
      marks = next;
      touchDrawing.invalidate();
    },
    setCamera: moveTo,
    zoom: (factor, atXPx, atYPx) => moveTo(zoomCamera(camera, factor, atXPx, atYPx, fittedZoom())),
    camera: () => camera,
    view: () => view,
    fit: () => {
      if (scene.bounds === null) return;
      view = viewOf(host);
      moveTo(fitCamera(scene.bounds, view));
    },
    hit: (xPx, yPx) => {
      if (levelNow() === 'far') return null;
      const { x, y } = toGraph(camera, xPx, yPx);
      return hitTest.at(x, y, reachPx / camera.zoom);
    },
    level: levelNow,
    onView: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    drawNow: () => {
      beginGround();
      draw(() => true);
      drawTouch();
    },
    close: () => {
      resized.disconnect();
      groundDrawing.close();
      touchDrawing.close();
      ground.close();
      touch.close();
    },
  };
}

function viewOf(host: HTMLElement): Viewport {
  return { width: host.clientWidth, height: host.clientHeight };
}
