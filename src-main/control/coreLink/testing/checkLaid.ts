import { expect } from 'vitest';
import { nodeBox, type LaneBox } from '../../../../contract/coreLink';
import type { Laid } from '../layout/layoutGraph';
import type { Drawn } from '../layout/structure';

/** What holds of every picture: each node has a place in the box of its lane, and nothing lies on anything. */
export function checkLaid({ lanes, positions }: Laid, { nodes }: Pick<Drawn, 'nodes'>): void {
  const boxOf = new Map(lanes.map((box) => [box.id, box]));
  const [wide, high] = [nodeBox.width / 2, nodeBox.height / 2];
  const boxes = nodes.map(({ id, lane }): LaneBox => {
    const [point, box] = [positions[id], boxOf.get(lane)];
    if (point === undefined || box === undefined) throw new Error(`${id} has no place in ${lane}`);
    const inside =
      point.x - wide >= box.x &&
      point.x + wide <= box.x + box.width &&
      point.y - high >= box.y &&
      point.y + high <= box.y + box.height;
    expect(inside, `${id} lies within ${lane}`).toBe(true);
    return { id, x: point.x - wide, y: point.y - high, ...nodeBox };
  });
  expect(pairsThatOverlap(boxes)).toEqual([]);
  expect(pairsThatOverlap(lanes)).toEqual([]);
}

function pairsThatOverlap(boxes: readonly LaneBox[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} on ${b.id}`),
  );
}
