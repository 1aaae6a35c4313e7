import { laneGap, laneHeight, laneWidth } from './grid';

/**
 * Ways to set lanes, in their order, side by side (`row`) and below each other (`stack`). Size in columns and px; what is in a
 * row is as high as the highest, what is in a stack as wide as the widest.
 */
export type LaneTree =
  | { readonly kind: 'lane'; readonly lane: number; readonly columns: number; readonly height: number }
  | {
      readonly kind: 'row' | 'stack';
      readonly first: LaneTree;
      readonly rest: LaneTree;
      readonly columns: number;
      readonly height: number;
    };

/** A lane's box: columns on the grid that all lanes share, heights in graph units. */
export interface LaneSpot {
  readonly column: number;
  readonly y: number;
  readonly columns: number;
  readonly height: number;
}

export interface LaneSizes {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** Of more lanes there are too many ways to try: they are set like words in lines. */
const triedMax = 7;

export function laneTrees(lanes: readonly number[], sizes: LaneSizes): readonly LaneTree[] {
  const leaves = lanes.map((lane): LaneTree => leafOf(lane, sizes));
  return leaves.length <= triedMax ? everyTree(leaves) : linesOf(leaves);
}

/** Room for another lane below is taken by the last one of a stack, room beside it by the last one of a row. */
export function spotsOf(tree: LaneTree, lanes: number): LaneSpot[] {
  const spots: LaneSpot[] = Array.from({ length: lanes }, () => ({ column: 0, y: 0, columns: 0, height: 0 }));
  const set = (part: LaneTree, spot: LaneSpot): void => {
    if (part.kind === 'lane') {
      spots[part.lane] = spot;
      return;
    }
    const { first, rest } = part;
    if (part.kind === 'row') {
      set(first, { ...spot, columns: first.columns });
      set(rest, { ...spot, column: spot.column + first.columns, columns: spot.columns - first.columns });
    } else {
      set(first, { ...spot, height: first.height });
      const taken = first.height + laneGap;
      set(rest, { ...spot, y: spot.y + taken, height: spot.height - taken });
    }
  };
  set(tree, { column: 0, y: 0, columns: tree.columns, height: tree.height });
  return spots;
}

export function join(kind: 'row' | 'stack', first: LaneTree, rest: LaneTree): LaneTree {
  const sideBySide = kind === 'row';
  return {
    kind,
    first,
    rest,
    columns: sideBySide ? first.columns + rest.columns : Math.max(first.columns, rest.columns),
    height: sideBySide ? Math.max(first.height, rest.height) : first.height + laneGap + rest.height,
  };
}

export function leafOf(lane: number, { columns, rows }: LaneSizes): LaneTree {
  return { kind: 'lane', lane, columns: columns[lane] ?? 0, height: laneHeight(rows[lane] ?? 0) };
}

export function widthOf({ columns }: LaneTree): number {
  return laneWidth(columns);
}

function everyTree(leaves: readonly LaneTree[]): readonly LaneTree[] {
  const known = new Map<string, readonly LaneTree[]>();
  const trees = (from: number, to: number): readonly LaneTree[] => {
    const leaf = leaves[from];
    if (to - from === 1) return leaf === undefined ? [] : [leaf];
    const key = `${from} ${to}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made: LaneTree[] = [];
    for (let middle = from + 1; middle < to; middle += 1)
      for (const kind of ['row', 'stack'] as const)
        for (const first of trees(from, middle)) {
          // A row that begins with a row is a longer row, which is tried as such.
          if (first.kind === kind) continue;
          for (const rest of trees(middle, to)) made.push(join(kind, first, rest));
        }
    known.set(key, made);
    return made;
  };
  return trees(0, leaves.length);
}

/** Lines of lanes for every width that is some run of lanes beside each other; those that break at the same lanes once. */
function linesOf(leaves: readonly LaneTree[]): readonly LaneTree[] {
  const widths = new Set<number>();
  for (let from = 0; from < leaves.length; from += 1) {
    let width = 0;
    for (const { columns } of leaves.slice(from)) widths.add((width += columns));
  }
  const widest = Math.max(...leaves.map(({ columns }) => columns));
  const broken = new Map<string, LaneTree[][]>();
  for (const width of widths) {
    if (width < widest) continue;
    const lines = breakLines(leaves, width);
    broken.set(lines.map(({ length }) => length).join(' '), lines);
  }
  return [...broken.values()].map(stackOf);
}

function breakLines(leaves: readonly LaneTree[], columnsMax: number): LaneTree[][] {
  const lines: LaneTree[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const leaf of leaves) {
    width += leaf.columns;
    const line = lines.at(-1);
    if (line !== undefined && width <= columnsMax) line.push(leaf);
    else {
      lines.push([leaf]);
      width = leaf.columns;
    }
  }
  return lines;
}

function stackOf(lines: readonly (readonly LaneTree[])[]): LaneTree {
  const rows = lines.map((line) => line.reduceRight((rest, leaf) => join('row', leaf, rest)));
  return rows.reduceRight((rest, row) => join('stack', row, rest));
}
