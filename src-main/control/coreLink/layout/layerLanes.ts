import type { Structure } from './structure';

/** Which column of its lane each node stands in, and how large that makes the lanes. */
export interface Layers {
  readonly columnOf: Int32Array;
  /** By lane. */
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** How tall a lane's columns may be: flat lanes are wide ones. */
export interface LaneShape {
  readonly rowsMax: number;
}
const asTheyCome: LaneShape = { rowsMax: Number.POSITIVE_INFINITY };

/**
 * Longest path over a lane's own calls, so that they go right. A call that closes a circle is left out, the one that is met last
 * when circles are walked in the order given. Layers that are too many for a screen share columns, those too tall are split.
 */
export function layerLanes(structure: Structure, shape: LaneShape = asTheyCome): Layers {
  const layerOf = longestPaths(structure, orderOf(structure));
  const columnOf = new Int32Array(structure.nodes);
  const columns = new Int32Array(structure.lanes);
  const rows = new Int32Array(structure.lanes);
  byLane(structure).forEach((nodes, lane) => {
    const fit = fitColumns(nodes, layerOf, structure.late, shape);
    fit.forEach((column, index) => {
      for (const node of column) columnOf[node] = index;
    });
    columns[lane] = fit.length;
    rows[lane] = fit.reduce((most, column) => Math.max(most, column.length), 0);
  });
  return { columnOf, columns, rows };
}

/** Callers before what they call, but for the calls that close a circle. */
function orderOf({ nodes, laneOf, callers, callees }: Structure): Int32Array {
  const order = new Int32Array(nodes);
  const next = callees.start.slice(0, nodes);
  const met = new Uint8Array(nodes);
  const stack = new Int32Array(nodes);
  let free = nodes;
  const walk = (root: number): void => {
    if (met[root] === 1) return;
    let depth = 0;
    met[root] = 1;
    stack[0] = root;
    while (depth >= 0) {
      const node = stack[depth] ?? 0;
      const slot = next[node] ?? 0;
      if (slot === callees.start[node + 1]) {
        free -= 1;
        order[free] = node;
        depth -= 1;
        continue;
      }
      next[node] = slot + 1;
      const callee = callees.of[slot] ?? 0;
      if (met[callee] === 1 || laneOf[callee] !== laneOf[node]) continue;
      met[callee] = 1;
      depth += 1;
      stack[depth] = callee;
    }
  };
  const isEntry = (node: number): boolean => {
    for (let slot = callers.start[node] ?? 0; slot < (callers.start[node + 1] ?? 0); slot += 1)
      if (laneOf[callers.of[slot] ?? 0] === laneOf[node]) return false;
    return true;
  };
  // From behind, because an order found this way is filled from behind: what was given first comes first.
  for (let node = nodes - 1; node >= 0; node -= 1) if (isEntry(node)) walk(node);
  for (let node = 0; node < nodes; node += 1) walk(node);
  return order;
}

function longestPaths({ nodes, lanes, laneOf, late, callees, callers }: Structure, order: Int32Array): Int32Array {
  const layerOf = new Int32Array(nodes);
  const deepest = new Int32Array(lanes);
  const turn = new Int32Array(nodes);
  order.forEach((node, index) => {
    turn[node] = index;
  });
  const goesRight = (caller: number, callee: number): boolean =>
    laneOf[caller] === laneOf[callee] && (turn[caller] ?? 0) < (turn[callee] ?? 0);
  for (const node of order) {
    const layer = layerOf[node] ?? 0;
    const lane = laneOf[node] ?? 0;
    deepest[lane] = Math.max(deepest[lane] ?? 0, layer);
    for (let slot = callees.start[node] ?? 0; slot < (callees.start[node + 1] ?? 0); slot += 1) {
      const callee = callees.of[slot] ?? 0;
      if (goesRight(node, callee)) layerOf[callee] = Math.max(layerOf[callee] ?? 0, layer + 1);
    }
  }
  // What begins a lane stands right before what it calls, and a store that nobody of its lane calls at the lane's end.
  for (const node of order) {
    let called = false;
    for (let slot = callers.start[node] ?? 0; slot < (callers.start[node + 1] ?? 0); slot += 1)
      called ||= goesRight(callers.of[slot] ?? 0, node);
    if (called) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (let slot = callees.start[node] ?? 0; slot < (callees.start[node + 1] ?? 0); slot += 1) {
      const callee = callees.of[slot] ?? 0;
      if (goesRight(node, callee)) nearest = Math.min(nearest, layerOf[callee] ?? 0);
    }
    if (nearest !== Number.POSITIVE_INFINITY) layerOf[node] = nearest - 1;
    else if (late[node] === 1) layerOf[node] = deepest[laneOf[node] ?? 0] ?? 0;
  }
  return layerOf;
}

function byLane({ nodes, lanes, laneOf }: Structure): readonly (readonly number[])[] {
  const inLane = Array.from({ length: lanes }, (): number[] => []);
  for (let node = 0; node < nodes; node += 1) inLane[laneOf[node] ?? 0]?.push(node);
  return inLane;
}

/** The nodes of one lane in columns, left to right. */
function fitColumns(nodes: readonly number[], layerOf: Int32Array, late: Uint8Array, shape: LaneShape): number[][] {
  const layers: number[][] = [];
  for (const node of nodes) (layers[layerOf[node] ?? 0] ??= []).push(node);
  const filled = layers.filter((layer) => layer.length > 0);
  // Services before what serves them, where a layer is split.
  for (const layer of filled) layer.sort((a, b) => (late[a] ?? 0) - (late[b] ?? 0) || a - b);
  const side = Math.sqrt(nodes.length);
  const rowsMax = Math.min(shape.rowsMax, Math.max(4, Math.ceil(1.25 * side)));
  const wanted = Math.max(8, Math.ceil(1.4 * side));
  const columnsMax = rowsMax === shape.rowsMax ? Math.max(wanted, Math.ceil(nodes.length / rowsMax) + 2) : wanted;
  const apart = filled.flatMap((layer) => split(layer, rowsMax));
  if (apart.length <= columnsMax) return apart;
  for (let rows = Math.min(rowsMax, Math.ceil(nodes.length / columnsMax)); ; rows += 1) {
    const together = fill(filled, rows);
    if (together.length <= columnsMax) return together;
  }
}

/** Layer after layer into columns of so many rows. */
function fill(layers: readonly (readonly number[])[], rows: number): number[][] {
  const columns: number[][] = [];
  for (const layer of layers) {
    const last = columns.at(-1);
    if (last !== undefined && last.length + layer.length <= rows) last.push(...layer);
    else columns.push(...split(layer, rows));
  }
  return columns;
}

function split(layer: readonly number[], rows: number): number[][] {
  const parts = Math.ceil(layer.length / rows);
  return Array.from({ length: parts }, (_, part) =>
    layer.slice(Math.round((part * layer.length) / parts), Math.round(((part + 1) * layer.length) / parts)),
  );
}
