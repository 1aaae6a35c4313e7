import { expect, test } from 'vitest';
import { placesOf, type CoreLink, type GraphPoint } from '../../../../contract/coreLink';
import { checkLaid } from '../testing/checkLaid';
import { anyLink, demoLink, edgeOf, newNode, randomOf, withParts, without, type Random } from '../testing/graphs';
import { extendLayout, type Kept } from './extendLayout';
import { layoutGraph } from './layoutGraph';

const places = (link: CoreLink) => placesOf(link, 'domain');
const laneIds = (link: CoreLink): string[] => link.domains.map(({ id }) => id);
const fresh = (link: CoreLink): Kept => ({ ...layoutGraph(places(link), laneIds(link)), absent: {} });
const extend = (kept: Kept, link: CoreLink): Kept => extendLayout(kept, places(link), laneIds(link));

/** From the corner of its lane: a lane may go down as a whole. */
function withinLane({ lanes, positions }: Kept, link: CoreLink): Map<string, GraphPoint> {
  const boxOf = new Map(lanes.map((box) => [box.id, box]));
  return new Map(
    places(link).nodes.map(({ id, lane }) => {
      const [point, box] = [positions[id], boxOf.get(lane)];
      if (point === undefined || box === undefined) throw new Error(`${id} has a place`);
      return [id, { x: point.x - box.x, y: point.y - box.y }];
    }),
  );
}

function expectKept(before: Kept, was: CoreLink, after: Kept, is: CoreLink): void {
  const [former, now] = [withinLane(before, was), withinLane(after, is)];
  for (const [id, point] of former) if (now.has(id)) expect([id, now.get(id)]).toEqual([id, point]);
  for (const box of before.lanes) {
    const grown = after.lanes.find(({ id }) => id === box.id);
    expect(grown?.x).toBe(box.x);
    expect(grown?.y).toBeGreaterThanOrEqual(box.y);
    expect(grown?.width).toBeGreaterThanOrEqual(box.width);
    expect(grown?.height).toBeGreaterThanOrEqual(box.height);
  }
}

test('nothing moves when nothing changed, or calls only', () => {
  const link = demoLink();
  const kept = fresh(link);
  expect(extend(kept, link)).toEqual(kept);
  expect(extend(kept, withParts(link, [], [edgeOf('app', 'eta'), edgeOf('eta', 'coupon')]))).toEqual(kept);
});

test.each(Array.from({ length: 6 }, (_, seed) => seed))(
  'through any changes, what stays keeps its place in its lane, and nothing comes to lie on anything (%i)',
  (seed) => {
    const random = randomOf(seed + 1);
    let link = seed % 5 === 0 ? demoLink() : anyLink(seed, 40);
    let kept = fresh(link);
    for (let round = 0; round < 8; round += 1) {
      const next = changed(link, random, round);
      const extended = extend(kept, next);
      checkLaid(extended, places(next));
      expectKept(kept, link, extended, next);
      [link, kept] = [next, extended];
    }
  },
);

function changed(link: CoreLink, random: Random, round: number): CoreLink {
  const ids = link.nodes.map(({ id }) => id);
  const any = (): string => ids[Math.floor(random() * ids.length)] ?? 'n0';
  const gone = without(link, new Set(random() < 0.6 ? [any(), any()] : [link.edges[0]?.id ?? '']));
  const domains = [...link.domains.map(({ id }) => id), null, `late${round}`];
  const nodes = Array.from({ length: Math.floor(random() * 6) }, (_, index) =>
    newNode(`new${round}-${index}`, domains[Math.floor(random() * domains.length)] ?? null),
  );
  return withParts(
    gone,
    nodes,
    nodes.flatMap(({ id }) => gone.nodes.slice(0, 2).map((other) => edgeOf(other.id, id))),
  );
}

test('a new node goes beside what calls it', () => {
  const link = demoLink();
  const kept = fresh(link);
  const next = withParts(link, [newNode('refund', 'payment')], [edgeOf('pay-router', 'refund')]);
  const { positions } = extend(kept, next);
  const [caller, added] = [positions['pay-router'], positions['refund']];
  if (caller === undefined || added === undefined) throw new Error('both have places');
  expect(Math.abs(added.x - caller.x) + Math.abs(added.y - caller.y)).toBeLessThan(400);
});

test('what went out of sight for a while comes back to its place, unless somebody else stands there now', () => {
  const link = demoLink();
  const kept = fresh(link);
  const less = without(link, new Set(['risk-check', 'eta']));
  const back = extend(extend(kept, less), { ...link, revision: 3 });
  expect(back.positions).toEqual(kept.positions);
  const taken = withParts(less, [newNode('fraud', 'trade')], [edgeOf('order-submit', 'fraud')]);
  const crowded = extend(
    extend(extend(kept, less), taken),
    withParts(
      taken,
      link.nodes.filter(({ id }) => id === 'risk-check'),
    ),
  );
  checkLaid(
    crowded,
    places(
      withParts(
        taken,
        link.nodes.filter(({ id }) => id === 'risk-check'),
      ),
    ),
  );
});

test('a full lane grows at its end, and the lanes below it go down as a whole', () => {
  const link = demoLink();
  const kept = fresh(link);
  const many = Array.from({ length: 40 }, (_, index) => newNode(`extra-${index}`, 'entry'));
  const next = withParts(link, many);
  const extended = extend(kept, next);
  checkLaid(extended, places(next));
  expectKept(kept, link, extended, next);
  const below = (id: string, of: Kept): number => of.lanes.find((box) => box.id === id)?.y ?? 0;
  expect(below('payment', extended)).toBeGreaterThan(below('payment', kept));
});
