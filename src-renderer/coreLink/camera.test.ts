import { expect, test } from 'vitest';
import { fitCamera, panCamera, revealCamera, toGraph, toScreen, zoomCamera } from './camera';
import { zoomLevelOf } from './zoomLevel';

const view = { width: 1_000, height: 500 };
const box = { left: 0, top: 0, right: 2_000, bottom: 500 };

test('fitting puts the middle of the graph into the middle of the picture, and all of it inside', () => {
  const camera = fitCamera(box, view);
  expect(toScreen(camera, { x: 1_000, y: 250 })).toEqual({ x: 500, y: 250 });
  expect(toScreen(camera, { x: 0, y: 0 }).x).toBeGreaterThanOrEqual(0);
  expect(toScreen(camera, { x: 2_000, y: 500 }).x).toBeLessThanOrEqual(1_000);
});

test('a small graph on a large screen is fitted as services, not blown up into instances', () => {
  expect(zoomLevelOf(fitCamera({ left: 0, top: 0, right: 300, bottom: 100 }, view).zoom)).toBe('middle');
});

test('what lies under the pointer stays there while zooming', () => {
  const before = fitCamera(box, view);
  const held = toGraph(before, 700, 120);
  const after = zoomCamera(before, 2, 700, 120, before.zoom);
  expect(after.zoom).toBeCloseTo(before.zoom * 2);
  expect(toScreen(after, held).x).toBeCloseTo(700);
  expect(toScreen(after, held).y).toBeCloseTo(120);
});

test('zooming out ends where the whole graph is still to be seen', () => {
  let camera = fitCamera(box, view);
  const fitted = camera.zoom;
  for (let i = 0; i < 30; i += 1) camera = zoomCamera(camera, 0.5, 500, 250, fitted);
  expect(camera.zoom).toBeCloseTo(Math.min(0.36, fitted * 0.8));
});

test('panning by pixels moves the graph by as many, at any zoom', () => {
  const camera = panCamera({ x: 0, y: 0, zoom: 0.5 }, 30, -10);
  expect(toScreen(camera, { x: 0, y: 0 })).toEqual({ x: 30, y: -10 });
});

test('revealing moves nothing for what is seen, and only as far as needed for what is not', () => {
  const camera = { x: 0, y: 0, zoom: 1 };
  expect(revealCamera(camera, { left: 100, top: 100, right: 200, bottom: 150 }, view)).toBe(camera);
  const moved = revealCamera(camera, { left: 1_100, top: 100, right: 1_200, bottom: 150 }, view);
  expect(toScreen(moved, { x: 1_200, y: 0 }).x).toBe(976);
  expect(moved.y).toBe(0);
});
