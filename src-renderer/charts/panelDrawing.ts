import type { PanelQuery } from '../../contract/frames';
import type { PanelBuffer } from '../frames/panelBuffer';
import { panelAge, type PanelAge } from '../frames/usePanelAge';
import { windowFrames } from '../frames/windowFrames';
import { roomNow, roomRate } from '../state/windowConsole';
import { sayPainted } from './painted';
import { listenToPointer, type TimeGround } from './panelPointer';
import { newestComplete, pointsOf } from './reading';
import { crosshairAt, followCrosshair } from './roomCrosshair';
import { everySecond } from './secondBeat';
import { windowDrawLoop } from './windowDrawLoop';

/** A picture of one panel: created once in its root element, then only told to draw. */
export interface PanelPicture<Scene> {
  draw(scene: Scene, view: PanelView): void;
  /** A picture on the room's time axis takes part in its crosshair and range; others leave this out. */
  readonly room?: RoomPart;
  close(): void;
}

export interface RoomPart {
  /** Null before the first draw. */
  ground(): TimeGround | null;
  /** Marks this moment, or none, over what is drawn; must be cheap: it runs for every chart at every move of the pointer. */
  drawCrosshair(at: number | null): void;
}

export interface PanelView {
  readonly buffer: PanelBuffer;
  readonly age: PanelAge;
  readonly roomAt: number;
  /** How far the axis has moved on since the last frame, room ms: time does not stop when the data does. */
  readonly shiftMs: number;
  /** CSS px of the root. */
  readonly width: number;
  readonly height: number;
  /** What changed since the last draw; the second's beat alone changes neither. */
  readonly dataChanged: boolean;
  readonly lookChanged: boolean;
}

export interface PanelDrawing<Scene> {
  setScene(scene: Scene): void;
  /** Same panel, another range or other lines: what is drawn stays until the new samples are here. */
  setQuery(query: PanelQuery): void;
  close(): void;
}

/**
 * Ties one picture to its panel's samples, to the window's draw loop and to its root element: asks for frames only while the
 * root is on screen, draws after frames, size and scene changes and once a second (ages and "now" move on without data), and
 * writes what is shown on the root as data attributes.
 */
export function openPanelDrawing<Scene>(
  root: HTMLElement,
  query: PanelQuery,
  create: (root: HTMLElement) => PanelPicture<Scene>,
): PanelDrawing<Scene> {
  let panel = windowFrames().want(query);
  /** The last buffer with samples: the new query's from its first frame on. */
  let shown = panel.buffer;
  let visible = true;
  let picture: PanelPicture<Scene> | null = null;
  let scene: Scene | null = null;
  let drawnBuffer: PanelBuffer | null = null;
  let drawnVersion = -1;
  let [width, height] = [0, 0];
  let lookChanged = true;
  root.dataset['panelId'] = query.panelId;

  const draw = (): void => {
    if (panel.buffer.filled) shown = panel.buffer;
    const buffer = shown;
    if (scene === null || width === 0 || height === 0) return;
    const roomAt = roomNow();
    const age = panelAge(buffer, 0, roomAt, roomRate());
    const dataChanged = buffer !== drawnBuffer || buffer.version !== drawnVersion;
    // Created in its first turn: a wall of charts that mount at once must not be one long task.
    picture ??= create(root);
    picture.draw(scene, { buffer, age, roomAt, shiftMs: shiftOf(buffer, roomAt), width, height, dataChanged, lookChanged });
    drawnBuffer = buffer;
    drawnVersion = buffer.version;
    lookChanged = false;
    if (crosshairAt() !== null) picture.room?.drawCrosshair(crosshairAt());
    writeFacts(root, buffer, age);
    if (dataChanged) sayPainted(buffer);
  };

  const drawing = windowDrawLoop().add(draw);
  const changeLook = (): void => {
    lookChanged = true;
    drawing.invalidate();
  };
  // Kept from the observer: to ask the element while another chart's words have just changed would force a layout per chart.
  const sizes = new ResizeObserver((entries) => {
    const box = entries.at(-1)?.contentRect;
    width = box?.width ?? 0;
    height = box?.height ?? 0;
    changeLook();
  });
  sizes.observe(root);
  const sights = new IntersectionObserver((entries) => {
    visible = entries.at(-1)?.isIntersecting ?? true;
    panel.setVisible(visible);
    drawing.setVisible(visible);
  });
  sights.observe(root);
  panel.onFrame(() => drawing.invalidate());
  const stopCrosshair = followCrosshair((at) => {
    if (visible) picture?.room?.drawCrosshair(at);
  });
  const stopPointer = listenToPointer(
    root,
    () => picture?.room?.ground() ?? null,
    () => width,
  );
  const stopBeat = everySecond(() => drawing.invalidate());

  return {
    setScene: (next) => {
      scene = next;
      changeLook();
    },
    setQuery: (next) => {
      const former = panel;
      panel = windowFrames().want(next);
      panel.onFrame(() => drawing.invalidate());
      panel.setVisible(visible);
      former.release();
      drawing.invalidate();
    },
    close: () => {
      stopBeat();
      stopCrosshair();
      stopPointer();
      sizes.disconnect();
      sights.disconnect();
      drawing.close();
      panel.release();
      picture?.close();
    },
  };
}

/** A healthy feed is at most this many steps behind; within it the axis waits for its frame, so that it does not tremble. */
const lateStepsMax = 3;

/** Room ms, whole steps; 0 while frames come and for panels that look at a fixed moment. */
function shiftOf(buffer: PanelBuffer, roomAt: number): number {
  if (!buffer.filled || buffer.query.at !== null || buffer.query.axis === 'day') return 0;
  const lateMs = roomAt - buffer.roomAt;
  const usualMs = lateStepsMax * Math.max(buffer.stepMs, buffer.lines[0]?.intervalMs ?? 0);
  return lateMs <= usualMs ? 0 : Math.floor(lateMs / buffer.stepMs) * buffer.stepMs;
}

/** What the picture shows, for tests and for programs that read the screen. */
function writeFacts(root: HTMLElement, buffer: PanelBuffer, age: PanelAge): void {
  const newest = newestComplete(buffer, 0);
  const facts = {
    phase: age.phase,
    newestAt: newest === null ? '' : String(newest.at),
    newestValue: newest === null ? '' : String(newest.value),
    points: String(pointsOf(buffer, 0)),
    frames: String(buffer.version),
    ageMs: age.ageMs === null ? '' : String(Math.round(age.ageMs)),
    axisFrom: String(buffer.axisFrom),
    axisTo: String(buffer.axisTo),
    intervalMs: age.status === null ? '' : String(age.status.intervalMs),
  };
  for (const [name, value] of Object.entries(facts)) if (root.dataset[name] !== value) root.dataset[name] = value;
}
