import { tableDimensionsMax } from '../../../contract/limits';
import type { RoomSelection } from '../../../contract/roomView';
import type { WorkspaceView } from '../../../contract/state';
import type { Slice } from '../../../contract/words';

/** Where the drill-down stands. It is read from the room's selection and every step asks for another one: all windows agree. */
export interface DrillPlace {
  readonly metricId: string;
  /** The values that are fixed, in the order in which they were chosen. */
  readonly path: Slice;
  /** Dimensions the table is cut by, in order; empty: whichever tells most. */
  readonly by: readonly string[];
  /** Two slices side by side; both or none. */
  readonly compared: { readonly a: Slice; readonly b: Slice } | null;
}

/** A selection of another workspace, or with dimensions this one does not know, leads as far as it can. */
export function placeOf(selection: RoomSelection | null, workspace: WorkspaceView): DrillPlace {
  if (selection === null || !Object.hasOwn(workspace.metrics, selection.metricId))
    return { metricId: workspace.headlineMetricId, path: {}, by: [], compared: null };
  const { metricId, slice, against, by = [] } = selection;
  const isKnown = (dimensionId: string): boolean => Object.hasOwn(workspace.dimensions, dimensionId);
  // Two rows of one table may share the value of a dimension it is cut by: that one is not fixed.
  const isFixed = (id: string, value: string): boolean => against === null || (against[id] === value && !by.includes(id));
  const path = Object.fromEntries(Object.entries(slice).filter(([id, value]) => isKnown(id) && isFixed(id, value)));
  const wanted = against === null ? by : [...by, ...Object.keys(slice)];
  return {
    metricId,
    path,
    by: [...new Set(wanted)].filter((id) => isKnown(id) && !Object.hasOwn(path, id)).slice(0, tableDimensionsMax),
    compared: against === null ? null : { a: slice, b: against },
  };
}

export function selectionOf({ metricId, path, by, compared }: DrillPlace): RoomSelection {
  return { metricId, slice: compared?.a ?? path, against: compared?.b ?? null, by: [...by] };
}

/** Fixes a row's values; what the next table is cut by is chosen anew. */
export function deeper(place: DrillPlace, row: Slice): DrillPlace {
  return { ...place, path: { ...place.path, ...row }, by: [], compared: null };
}

/** Frees the value that was fixed last and cuts by it again; at the top nothing changes. */
export function oneUp(place: DrillPlace): DrillPlace {
  const last = Object.keys(place.path).at(-1);
  return last === undefined ? place : upTo(place, Object.keys(place.path).length - 1);
}

/** Keeps the first `depth` fixed values and cuts by the one that followed them. */
export function upTo(place: DrillPlace, depth: number): DrillPlace {
  const entries = Object.entries(place.path);
  const next = entries[depth];
  return {
    ...place,
    path: Object.fromEntries(entries.slice(0, depth)),
    by: next === undefined ? place.by : [next[0]],
    compared: null,
  };
}

export function cutBy(place: DrillPlace, by: readonly string[]): DrillPlace {
  return { ...place, by: by.slice(0, tableDimensionsMax), compared: null };
}

/** Adds a dimension behind the others, or takes it away; the last one stays. */
export function toggleCut(place: DrillPlace, dimensionId: string): DrillPlace {
  const without = place.by.filter((id) => id !== dimensionId);
  if (without.length === place.by.length) return cutBy(place, [...place.by, dimensionId]);
  return without.length === 0 ? place : cutBy(place, without);
}

/** The dimensions that are not fixed, in the workspace's order. */
export function openDimensions({ path }: DrillPlace, workspace: WorkspaceView): readonly string[] {
  return Object.keys(workspace.dimensions).filter((id) => !Object.hasOwn(path, id));
}
