import { expect, test } from 'vitest';
import { boxAround, holds } from './box';
import { createBoxGrid } from './boxGrid';
import { routeLink, type Route } from './route';
import { arrivalAngle, chordsOf, distanceTo, halfWay } from './routeShape';
import { sampleScene } from './sampleGraph';

const at = (x: number, y: number) => boxAround(x, y, 128, 52);
const through = (route: Route, x: number, y: number): boolean =>
  chordsOf(route).some(([a, b]) =>
    Array.from({ length: 21 }, (_, i) => i / 20).some((t) => holds(at(x, y), a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)),
  );

test('a link to the next box of the row is a straight line to the right', () => {
  const route = routeLink(at(0, 0), at(200, 0), 1, null);
  expect(route.points).toEqual([
    { x: 64, y: 0 },
    { x: 136, y: 0 },
  ]);
  expect(arrivalAngle(route)).toBe(0);
});

test('a link to another row leaves to the right, arrives from the left, and is a curve', () => {
  const route = routeLink(at(0, 0), at(200, 80), 1, null);
  expect(route.shape).toBe('curve');
  expect(route.points[0]).toEqual({ x: 64, y: 0 });
  expect(route.points.at(-1)).toEqual({ x: 136, y: 80 });
});

test('a link straight down ends on the upper edge of what it calls, pointing down', () => {
  const route = routeLink(at(0, 0), at(0, 200), 1, null);
  expect(route.points.at(-1)).toEqual({ x: 0, y: 174 });
  expect(arrivalAngle(route)).toBeCloseTo(Math.PI / 2);
});

test('a link back to the left goes across and then down, as the picture has it', () => {
  const route = routeLink(at(600, 0), at(100, 200), 1, null);
  expect(route.points).toEqual([
    { x: 536, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 174 },
  ]);
});

test('a box between caller and callee is walked around, not through', () => {
  const obstacles = createBoxGrid([at(0, 0), at(200, 0), at(400, 0)]);
  const route = routeLink(at(0, 0), at(400, 0), 1, obstacles);
  expect(through(route, 200, 0)).toBe(false);
  expect(through(routeLink(at(0, 0), at(400, 0), 1, null), 200, 0)).toBe(true);
});

test('no link of the sample graph passes through a box that is not its end', () => {
  const scene = sampleScene();
  const crossings = scene.edges.flatMap(({ id, from, to, route }) =>
    scene.nodes.flatMap(({ x, y, id: node }, i) =>
      i !== from && i !== to && through(route, x, y) ? [`${id} through ${node}`] : [],
    ),
  );
  expect(crossings).toEqual([]);
});

test('distance and half way follow the bends', () => {
  const route: Route = {
    shape: 'bent',
    points: [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 300 },
    ],
  };
  expect(distanceTo(route, 110, 200)).toBe(10);
  expect(halfWay(route)).toMatchObject({ x: 100, y: 100 });
});
