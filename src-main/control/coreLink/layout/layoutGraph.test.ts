import { expect, test } from 'vitest';
import { marginLane, placesOf, type CoreLink, type Grouping } from '../../../../contract/coreLink';
import { checkLaid } from '../testing/checkLaid';
import { anyLink, demoLink, edgeOf, newNode, withParts } from '../testing/graphs';
import { canvas } from './arrangeLanes';
import { layoutGraph, type Laid } from './layoutGraph';

const lanesOf = (link: CoreLink, by: Grouping): string[] => (by === 'domain' ? link.domains : link.idcs).map(({ id }) => id);
const layout = (link: CoreLink, by: Grouping = 'domain'): Laid => layoutGraph(placesOf(link, by), lanesOf(link, by));
const sizeOf = ({ lanes }: Laid): { width: number; height: number } => ({
  width: Math.max(...lanes.map(({ x, width }) => x + width)),
  height: Math.max(...lanes.map(({ y, height }) => y + height)),
});
const rightOf = ({ positions }: Laid, link: CoreLink): number => {
  const calls = link.edges.filter(({ from, to }) => (positions[from]?.x ?? 0) <= (positions[to]?.x ?? 0));
  return calls.length / link.edges.length;
};

test('Demo City fits a screen at a size that is read from a distance', async () => {
  const link = demoLink();
  const laid = layout(link);
  checkLaid(laid, placesOf(link, 'domain'));
  const { width, height } = sizeOf(laid);
  expect(Math.min(canvas.width / width, canvas.height / height)).toBeGreaterThanOrEqual(0.85);
  expect(rightOf(laid, link)).toBeGreaterThan(0.8);
  await expect(`${JSON.stringify(laid, null, 2)}\n`).toMatchFileSnapshot('../testing/demoCity.layout.golden.json');
});

test.each(Array.from({ length: 24 }, (_, seed) => seed))('any graph is laid out without boxes on each other (%i)', (seed) => {
  const link = anyLink(seed);
  for (const by of ['domain', 'idc'] as const) {
    const laid = layout(link, by);
    checkLaid(laid, placesOf(link, by));
    expect(layout(link, by)).toEqual(laid);
  }
});

test('calls go right within a lane, a circle is opened where it was closed', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => newNode(id, 'one'));
  const link: CoreLink = {
    ...withParts({ ...demoLink(), domains: [{ id: 'one', name: { zh: '一', en: 'one' } }], nodes: [], edges: [] }, nodes),
    edges: [edgeOf('a', 'b'), edgeOf('b', 'c'), edgeOf('c', 'd'), edgeOf('d', 'b')],
  };
  const { positions } = layout(link);
  const xs = ['a', 'b', 'c', 'd'].map((id) => positions[id]?.x ?? 0);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  expect(new Set(xs).size).toBe(4);
});

test('what nobody named stands at the foot, under all lanes', () => {
  const link = withParts(demoLink(), [newNode('shadow'), newNode('ghost')], [edgeOf('dispatch', 'shadow')]);
  const { lanes } = layout(link);
  const margin = lanes.find(({ id }) => id === marginLane);
  const others = lanes.filter(({ id }) => id !== marginLane);
  expect(margin?.y).toBeGreaterThanOrEqual(Math.max(...others.map(({ y, height }) => y + height)));
});

test('a thousand nodes in one domain are no tower and no thread', () => {
  const nodes = Array.from({ length: 1_000 }, (_, index) => newNode(`n${index}`, 'one'));
  const one = { ...demoLink(), domains: [{ id: 'one', name: { zh: '一', en: 'one' } }], nodes, edges: [] };
  const chain = { ...one, edges: nodes.slice(1).map(({ id }, index) => edgeOf(`n${index}`, id)) };
  for (const link of [one, chain]) {
    const laid = layout(link);
    const { width, height } = sizeOf(laid);
    expect(width / height).toBeGreaterThan(0.5);
    expect(width / height).toBeLessThan(5);
  }
});

test('nothing is laid out of nothing', () => {
  expect(layout({ ...demoLink(), nodes: [], edges: [] })).toEqual({ lanes: [], positions: {} });
});
