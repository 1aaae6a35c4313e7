import type { CoreLink } from '../../../contract/coreLink';
import type { GraphWay } from './graphWay';

/** What one way needs for one graph, ms. Frames are counted with the frame-rate limit off: what a frame costs, not when the screen wants it. */
export interface WayReading {
  readonly firstLayoutMs: number;
  readonly layoutMs: number;
  readonly drawMs: number;
  readonly pan: FrameTimes;
  readonly zoom: FrameTimes;
  readonly hover: FrameTimes;
  /** Handing over a tick's numbers, and the frame in which they are drawn. */
  readonly tickMs: number;
  readonly tickFrameMs: number;
  /** Nodes that a tick moved on the screen; none should. */
  readonly movedByTick: number;
}
export interface FrameTimes {
  readonly p50: number;
  readonly p99: number;
}

const panFrames = 180;
const zoomFrames = 120;
const hovers = 200;
const ticks = 20;
/** A layout that takes longer is not repeated. */
const quickMs = 1_000;
const layoutRounds = 9;

export interface WayAsk {
  readonly graph: CoreLink;
  /** Given to a way whose own layout takes longer than anybody waits. */
  readonly positions: Float64Array | null;
  readonly host: HTMLElement;
}

/** The order is that of a person: lay out, show, move about, point, watch it tick. */
export async function measureWay(way: GraphWay, { graph, positions, host }: WayAsk): Promise<WayReading> {
  const layouts = positions === null ? layOutOften(way, graph) : [];
  if (positions !== null) way.place(graph, positions);
  const drawMs = timed(() => {
    way.show(host);
    flush(host);
  });
  await frame();
  const pan = await frameTimes(panFrames, (i) => way.panBy(i % 60 < 30 ? 9 : -9, i % 40 < 20 ? 5 : -5));
  const zoom = await frameTimes(zoomFrames, (i) => way.zoomBy(i % 40 < 20 ? 1.03 : 1 / 1.03));
  const hover = hoverTimes(way, host, graph.nodes.length);
  const before = pointsOf(way, graph.nodes.length);
  const told: number[] = [];
  const drawn: number[] = [];
  for (let i = 0; i < ticks; i += 1) {
    const scores = Float64Array.from({ length: graph.nodes.length + graph.edges.length }, (_, k) => ((k * 7 + i * 13) % 11) * 10);
    const startedMs = performance.now();
    way.tick(scores);
    told.push(performance.now() - startedMs);
    await frame();
    drawn.push(performance.now() - startedMs);
  }
  const after = pointsOf(way, graph.nodes.length);
  return {
    firstLayoutMs: layouts[0] ?? Number.NaN,
    layoutMs: quantile(layouts.length > 1 ? layouts.slice(1) : layouts, 0.5),
    drawMs,
    pan,
    zoom,
    hover,
    tickMs: quantile(told, 0.5),
    tickFrameMs: quantile(drawn, 0.5),
    movedByTick: before.filter((point, i) => point.x !== after[i]?.x || point.y !== after[i]?.y).length,
  };
}

function layOutOften(way: GraphWay, graph: CoreLink): number[] {
  const first = timed(() => way.layOut(graph));
  if (first > quickMs) return [first];
  return [first, ...Array.from({ length: layoutRounds }, () => timed(() => way.layOut(graph)))];
}

function pointsOf(way: GraphWay, count: number): { x: number; y: number }[] {
  return Array.from({ length: count }, (_, i) => way.pointOf(i));
}

/** Moves the mouse onto nodes as the browser would, until the handlers have returned and what they drew is there. */
function hoverTimes(way: GraphWay, host: HTMLElement, nodes: number): FrameTimes {
  const { left, top, width, height } = host.getBoundingClientRect();
  const times: number[] = [];
  for (let i = 0; i < nodes * 3 && times.length < hovers; i += 1) {
    const { x, y } = way.pointOf((i * 37) % nodes);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const at = { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true, view: window };
    const target = document.elementFromPoint(at.clientX, at.clientY) ?? host;
    times.push(
      timed(() => {
        target.dispatchEvent(new PointerEvent('pointermove', at));
        target.dispatchEvent(new MouseEvent('mousemove', at));
      }),
    );
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function frameTimes(count: number, step: (i: number) => void): Promise<FrameTimes> {
  const times: number[] = [];
  let lastMs = await frame();
  for (let i = 0; i < count; i += 1) {
    step(i);
    const nowMs = await frame();
    times.push(nowMs - lastMs);
    lastMs = nowMs;
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** Reads a pixel of every canvas: what was recorded has to be painted first. */
function flush(host: HTMLElement): void {
  for (const canvas of host.querySelectorAll('canvas')) {
    if (canvas.width > 0 && canvas.height > 0) canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
  }
}

function timed(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

function frame(): Promise<number> {
  return new Promise((next) => requestAnimationFrame(() => next(performance.now())));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
