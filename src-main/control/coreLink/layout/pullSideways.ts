import { columnPitch, laneHeight, leftward, rowPitch } from './grid';
import type { LaneSpot } from './laneTrees';
import type { Layers } from './layerLanes';
import type { Structure } from './structure';

/** Calls from one lane to another: indexes of edges. */
export interface Crossing {
  readonly all: readonly number[];
  readonly ofLane: readonly (readonly number[])[];
}

export interface Pulled {
  /** By lane: how many columns its nodes begin right of its box. */
  readonly shift: Int32Array;
  /** Of all calls between lanes, graph units; those that go left count more. */
  readonly length: number;
}

const rounds = 3;

/** Lanes with room to spare put their nodes where calls from and to other lanes are shortest. */
export function pullSideways(
  structure: Structure,
  { columnOf, columns }: Layers,
  spots: readonly LaneSpot[],
  between: Crossing,
): Pulled {
  const { lanes, laneOf, from, to } = structure;
  const shift = new Int32Array(lanes);
  const begin = Int32Array.from(spots, ({ column }) => column);
  const columnAt = (node: number): number => {
    const lane = laneOf[node] ?? 0;
    return (begin[lane] ?? 0) + (shift[lane] ?? 0) + (columnOf[node] ?? 0);
  };
  for (let round = 0; round < rounds; round += 1)
    spots.forEach((spot, lane) => {
      const room = spot.columns - (columns[lane] ?? 0);
      if (room <= 0) return;
      shift[lane] = 0;
      // How many calls go how far, so that each shift is tried on some dozens of distances and not on all calls.
      const out = new Map<number, number>();
      const into = new Map<number, number>();
      for (const edge of between.ofLane[lane] ?? []) {
        const [caller, callee] = [from[edge] ?? 0, to[edge] ?? 0];
        const side = laneOf[caller] === lane ? out : into;
        const right = columnAt(callee) - columnAt(caller);
        side.set(right, (side.get(right) ?? 0) + 1);
      }
      shift[lane] = shortest(room, out, into);
    });
  let length = 0;
  for (const edge of between.all) {
    const [caller, callee] = [from[edge] ?? 0, to[edge] ?? 0];
    length += distance(columnAt(callee) - columnAt(caller)) * columnPitch;
    length += downward(spots[laneOf[caller] ?? 0], spots[laneOf[callee] ?? 0]);
  }
  return { shift, length };
}

function shortest(room: number, out: ReadonlyMap<number, number>, into: ReadonlyMap<number, number>): number {
  let best = { shift: 0, length: Number.POSITIVE_INFINITY };
  for (let shift = 0; shift <= room; shift += 1) {
    let length = 0;
    for (const [right, count] of out) length += count * distance(right - shift);
    for (const [right, count] of into) length += count * distance(right + shift);
    if (length < best.length) best = { shift, length };
  }
  return best.shift;
}

function distance(right: number): number {
  return right < 0 ? -right * leftward : right;
}

/** Rows are not known yet: what lies between two lanes, and none of it between those side by side. */
function downward(a: LaneSpot | undefined, b: LaneSpot | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const apart = Math.max(b.y - (a.y + a.height), a.y - (b.y + b.height), -rowPitch);
  return apart + laneHeight(0) + rowPitch;
}
