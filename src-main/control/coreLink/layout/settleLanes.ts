import type { LaneBox } from '../../../../contract/coreLink';
import { laneGap } from './grid';

/**
 * Lanes that lie on others go down, as little as it takes, and so do those that they then lie on. The `first` ones stay where
 * they are. Answered in the order given.
 */
export function settleLanes(lanes: readonly LaneBox[], first: ReadonlySet<string> = new Set()): readonly LaneBox[] {
  const order = [...lanes].sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)) || a.y - b.y);
  const settled = new Map<string, LaneBox>();
  for (const lane of order) {
    let box = lane;
    for (let below = lowest(box, settled); below !== null; below = lowest(box, settled)) box = { ...box, y: below };
    settled.set(box.id, box);
  }
  return lanes.map((lane) => settled.get(lane.id) ?? lane);
}

/** Where a lane is free of the settled one that it lies on; null when it lies on none. */
function lowest(box: LaneBox, settled: ReadonlyMap<string, LaneBox>): number | null {
  for (const other of settled.values()) {
    const beside = box.x >= other.x + other.width || other.x >= box.x + box.width;
    const apart = box.y >= other.y + other.height + laneGap || other.y >= box.y + box.height + laneGap;
    if (!beside && !apart) return other.y + other.height + laneGap;
  }
  return null;
}
