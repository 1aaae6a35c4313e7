import {
  elsewhereLane,
  placesOf,
  type CoreLink,
  type GraphLayout,
  type GraphPoint,
  type Grouping,
  type LaneBox,
  marginLane,
} from '../../../contract/coreLink';
import { isDeepStrictEqual } from 'node:util';
import { extendLayout, type Kept } from './layout/extendLayout';
import { layoutGraph } from './layout/layoutGraph';
import { moveNodes } from './layout/moveNodes';
import type { KeptLayout } from './layoutText';

/** The layout of one grouping, and how it came to be. Values only: each change is a new page. */
export interface LayoutPage extends Step {
  readonly version: number;
  readonly byHand: boolean;
  /** Oldest first. */
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}
export interface Step {
  readonly kept: Kept;
  /** A person's name, null for the console itself; room epoch ms. */
  readonly by: string | null;
  readonly at: number | null;
}
export interface Change {
  readonly by: string | null;
  readonly at: number | null;
}

export const layoutStepsMax = 50;

/** What is new gets a place. As long as nobody placed anything by hand, a graph that is mostly another one is laid out anew. */
export function followLink(page: LayoutPage | null, link: CoreLink, by: Grouping, at: number | null): LayoutPage {
  const places = placesOf(link, by);
  const lanes = laneIdsOf(link, by);
  const known = places.nodes.filter(({ id }) => page !== null && Object.hasOwn(page.kept.positions, id)).length;
  const anew = page === null || (!page.byHand && known * 2 < places.nodes.length);
  const kept = anew ? { ...layoutGraph(places, lanes), absent: {} } : extendLayout(page.kept, places, lanes);
  if (page === null) return { version: 1, kept, by: null, at, byHand: false, past: [], future: [] };
  if (isDeepStrictEqual(kept, page.kept)) return page;
  // A place that only went out of sight is no change of what is drawn by whom.
  const moved = !isDeepStrictEqual(published(page.kept, placeIds(places.nodes)), published(kept, placeIds(places.nodes)));
  return moved ? { ...page, kept, version: page.version + 1, by: null, at } : { ...page, kept };
}

/** Null when nothing moved. */
export function movePlaces(
  page: LayoutPage,
  link: CoreLink,
  by: Grouping,
  moves: Readonly<Record<string, GraphPoint>>,
  change: Change,
): LayoutPage | null {
  const moved = moveNodes(page.kept, placesOf(link, by), moves);
  const kept = { ...page.kept, ...moved };
  return isDeepStrictEqual(kept, page.kept) ? null : turn(page, kept, change);
}

export function arrangeAnew(page: LayoutPage, link: CoreLink, by: Grouping, change: Change): LayoutPage {
  return turn(page, { ...layoutGraph(placesOf(link, by), laneIdsOf(link, by)), absent: {} }, change);
}

/** Null when there is nothing to go back to. Places that were added since stay where they are, as far as that is free. */
export function undoStep(page: LayoutPage, link: CoreLink, by: Grouping, change: Change): LayoutPage | null {
  const step = page.past.at(-1);
  if (step === undefined) return null;
  const past = page.past.slice(0, -1);
  return { ...page, ...restored(page, step, link, by, change), past, future: [...page.future, stepOf(page)] };
}

export function redoStep(page: LayoutPage, link: CoreLink, by: Grouping, change: Change): LayoutPage | null {
  const step = page.future.at(-1);
  if (step === undefined) return null;
  const future = page.future.slice(0, -1);
  return { ...page, ...restored(page, step, link, by, change), past: [...page.past, stepOf(page)], future };
}

/** Somebody else changed the file: that is what stands now, and it can be undone like what was done here. */
export function adoptKept(page: LayoutPage | null, { version, by, at, byHand, lanes }: KeptLayout): LayoutPage {
  const boxes = Object.entries(lanes).map(([id, { box }]): LaneBox => {
    const [x, y, width, height] = box;
    return { id, x, y, width, height };
  });
  const positions = Object.values(lanes).flatMap(({ box, places }) =>
    Object.entries(places).map(([id, [x, y]]): [string, GraphPoint] => [id, { x: box[0] + x, y: box[1] + y }]),
  );
  const kept = { lanes: boxes, positions: Object.fromEntries(positions), absent: {} };
  if (page === null) return { version, kept, by, at, byHand, past: [], future: [] };
  return { ...turn(page, kept, { by, at }), version: Math.max(version, page.version + 1), byHand };
}

/** As the file has it. */
export function keptOf({ version, by, at, byHand, kept }: LayoutPage): KeptLayout {
  const places = new Map(kept.lanes.map(({ id }): [string, Record<string, readonly [number, number]>] => [id, {}]));
  for (const [id, { lane, x, y }] of Object.entries(kept.absent)) Object.assign(places.get(lane) ?? {}, { [id]: [x, y] });
  for (const [id, { x, y }] of Object.entries(kept.positions)) {
    const box = kept.lanes.find((lane) => x > lane.x && x < lane.x + lane.width && y > lane.y && y < lane.y + lane.height);
    if (box !== undefined) Object.assign(places.get(box.id) ?? {}, { [id]: [x - box.x, y - box.y] });
  }
  const lanes = kept.lanes.map(({ id, x, y, width, height }): [string, KeptLayout['lanes'][string]] => [
    id,
    { box: [x, y, width, height], places: places.get(id) ?? {} },
  ]);
  return { version, by, at, byHand, lanes: Object.fromEntries(lanes) };
}

/** As windows see it: what is on the graph now, and the lanes that hold some of it, in the workspace's order. */
export function viewPage(page: LayoutPage, link: CoreLink, by: Grouping): GraphLayout {
  const places = placesOf(link, by).nodes;
  const used = new Set(places.map(({ lane }) => lane));
  const boxOf = new Map(page.kept.lanes.map((box) => [box.id, box]));
  const lanes = laneIdsOf(link, by).flatMap((id) => (used.has(id) ? (boxOf.get(id) ?? []) : []));
  return {
    version: page.version,
    revision: link.revision,
    ...published({ ...page.kept, lanes }, placeIds(places)),
    by: page.by,
    at: page.at,
    canUndo: page.past.length > 0,
    canRedo: page.future.length > 0,
  };
}

function turn(page: LayoutPage, kept: Kept, { by, at }: Change): LayoutPage {
  const past = [...page.past, stepOf(page)].slice(-layoutStepsMax);
  return { version: page.version + 1, kept, by, at, byHand: true, past, future: [] };
}

function restored(page: LayoutPage, step: Step, link: CoreLink, by: Grouping, { by: who, at }: Change) {
  const now = keptOf(page).lanes;
  const since = Object.entries(now).flatMap(([lane, { places }]) =>
    Object.entries(places).map(([id, [x, y]]): [string, Kept['absent'][string]] => [id, { lane, x, y }]),
  );
  const absent = { ...Object.fromEntries(since), ...step.kept.absent };
  // Lanes that were added since stay too.
  const lanes = [...step.kept.lanes, ...page.kept.lanes.filter(({ id }) => !step.kept.lanes.some((box) => box.id === id))];
  const kept = extendLayout({ ...step.kept, lanes, absent }, placesOf(link, by), laneIdsOf(link, by));
  return { kept, version: page.version + 1, by: who, at };
}

function stepOf({ kept, by, at }: LayoutPage): Step {
  return { kept, by, at };
}

function laneIdsOf(link: CoreLink, by: Grouping): readonly string[] {
  const lanes = by === 'domain' ? link.domains.map(({ id }) => id) : [...link.idcs.map(({ id }) => id), elsewhereLane];
  return [...lanes, marginLane];
}

function placeIds(places: readonly { readonly id: string }[]): readonly string[] {
  return places.map(({ id }) => id);
}

function published({ lanes, positions }: Kept, ids: readonly string[]): Pick<GraphLayout, 'lanes' | 'positions'> {
  return {
    lanes,
    positions: Object.fromEntries(
      ids.flatMap((id): [string, GraphPoint][] => {
        const point = Object.hasOwn(positions, id) ? positions[id] : undefined;
        return point === undefined ? [] : [[id, point]];
      }),
    ),
  };
}
