import type { Health } from '../ui/health';
import { boxAround, type Box } from './box';
import { createBoxGrid } from './boxGrid';
import type { GraphReadings } from './graphReadings';
import type { GraphScene, SceneLane } from './graphScene';
import { healthOfScore } from '../link/healthOfScore';
import { gravityOf } from './gravity';
import { rateStepOf } from './rateStep';
import { routeLink, type Route } from './route';

/** A domain from far away: one card instead of its services. */
export interface LaneCard {
  readonly lane: SceneLane;
  readonly box: Box;
  /** The worst of its nodes, not their mean: NaN when none is known. */
  readonly score: number;
  readonly health: Health;
  readonly counts: Readonly<Record<Health, number>>;
  readonly isLit: boolean;
}
/** All calls from one domain to another. */
export interface LaneLink {
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  readonly rateStep: number;
  readonly health: Health;
  readonly part: 0 | 1 | 2;
  /** All of its links are cut. */
  readonly isCut: boolean;
  readonly route: Route;
}
export interface LaneCards {
  readonly cards: readonly LaneCard[];
  readonly links: readonly LaneLink[];
}

/** A card stands in its lane, so that zooming out moves nothing; smaller, so that links find their way beside it. */
const cardShare = 0.74;
const cardMax = { width: 620, height: 260 };

export function laneCards(scene: GraphScene, readings: GraphReadings): LaneCards {
  const laneOf = new Map(scene.lanes.map(({ id }, i) => [id, i]));
  const cards = scene.lanes.map((lane, at): LaneCard => {
    const inside = readings.nodes.filter((_, i) => laneOf.get(scene.nodes[i]?.place.lane ?? '') === at);
    const known = inside.map(({ score }) => score).filter((score) => !Number.isNaN(score));
    const score = known.length === 0 ? NaN : Math.min(...known);
    const counts = { ok: 0, watch: 0, degraded: 0, broken: 0, unknown: 0 };
    for (const { health } of inside) counts[health] += 1;
    return {
      lane,
      box: cardBox(lane.box),
      score,
      health: healthOfScore(score),
      counts,
      isLit: inside.some(({ part }) => part > 0),
    };
  });
  const obstacles = createBoxGrid(cards.map(({ box }) => box));
  const sums = new Map<string, Omit<LaneLink, 'route' | 'rateStep'>>();
  scene.edges.forEach((edge, i) => {
    const reading = readings.edges[i];
    const from = laneOf.get(scene.nodes[edge.from]?.place.lane ?? '');
    const to = laneOf.get(scene.nodes[edge.to]?.place.lane ?? '');
    if (reading === undefined || from === undefined || to === undefined || from === to) return;
    const key = `${from} ${to}`;
    const sum = sums.get(key);
    const requests = Number.isNaN(reading.requests) ? 0 : reading.requests;
    if (sum === undefined)
      sums.set(key, { from, to, requests, health: reading.health, part: reading.part, isCut: reading.isCut });
    else
      sums.set(key, {
        from,
        to,
        requests: sum.requests + requests,
        health: gravityOf[reading.health] > gravityOf[sum.health] ? reading.health : sum.health,
        part: reading.part > sum.part ? reading.part : sum.part,
        isCut: sum.isCut && reading.isCut,
      });
  });
  const links = [...sums.values()].flatMap((sum, i): LaneLink[] => {
    const [from, to] = [cards[sum.from], cards[sum.to]];
    if (from === undefined || to === undefined) return [];
    return [{ ...sum, rateStep: rateStepOf(sum.requests, null), route: routeLink(from.box, to.box, i, obstacles) }];
  });
  return { cards, links };
}

function cardBox({ left, top, right, bottom }: Box): Box {
  const [width, height] = [(right - left) * cardShare, (bottom - top) * cardShare];
  return boxAround((left + right) / 2, (top + bottom) / 2, Math.min(width, cardMax.width), Math.min(height, cardMax.height));
}
