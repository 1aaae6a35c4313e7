import { holds } from './box';
import { createBoxGrid } from './boxGrid';
import type { GraphScene } from './graphScene';
import { distanceTo } from './routeShape';
import type { ScenePart } from './travel';

export interface HitTest {
  /**
   * What stands at a point of the graph: a node, else the nearest link within reach.
   * @param reach graph units; a hand's tolerance, divided by the zoom
   */
  at(x: number, y: number, reach: number): ScenePart | null;
  /** Index of the lane there; null outside of all. */
  laneAt(x: number, y: number): number | null;
}

/** Made once a scene. */
export function createHitTest(scene: GraphScene): HitTest {
  const nodes = createBoxGrid(scene.nodes.map(({ box }) => box));
  return {
    at: (x, y, reach) => {
      const [node] = nodes.within({ left: x - 0.01, right: x + 0.01, top: y - 0.01, bottom: y + 0.01 });
      if (node !== undefined) return { kind: 'node', index: node };
      let [best, least] = [-1, reach];
      scene.edges.forEach(({ route, bounds }, i) => {
        const { left, right, top, bottom } = bounds;
        if (x < left - reach || x > right + reach || y < top - reach || y > bottom + reach) return;
        const distance = distanceTo(route, x, y);
        if (distance <= least) [best, least] = [i, distance];
      });
      return best < 0 ? null : { kind: 'edge', index: best };
    },
    laneAt: (x, y) => {
      const lane = scene.lanes.findIndex(({ box }) => holds(box, x, y));
      return lane < 0 ? null : lane;
    },
  };
}
