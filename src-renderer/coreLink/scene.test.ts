import { expect, test } from 'vitest';
import { buildScene } from './graphScene';
import { createHitTest } from './hitTest';
import { laneCards } from './laneCards';
import { lookOfTarget } from './lookOfTarget';
import { readFrame } from './graphReadings';
import { sampleFrame, sampleLayout, sampleLink, sampleScene } from './sampleGraph';
import { searchScene } from './searchScene';
import { partOfTarget } from './sceneTarget';

test('the scene is made of structure and layout alone: hidden nodes take their links and an empty margin with them', () => {
  const scene = sampleScene(['batch', 'pay']);
  expect(scene.nodes.map(({ id }) => id)).toEqual(['app', 'gateway', 'cart', 'mysql', 'cashier', 'channel-a', 'channel-b']);
  expect(scene.edges.map(({ id }) => id)).toEqual([
    'app→gateway',
    'gateway→cart',
    'cart→mysql',
    'gateway→mysql',
    'gateway→cashier',
  ]);
  expect(scene.lanes.map(({ id }) => id)).toEqual(['entry', 'payment']);
});

test('a node that the layout has no place for yet is left out until it has one', () => {
  const layout = sampleLayout();
  const { app: _app, ...positions } = layout.positions;
  const scene = buildScene({ link: sampleLink(), layout: { ...layout, positions }, by: 'domain', hidden: new Set() });
  expect(scene.nodes.map(({ id }) => id)).not.toContain('app');
});

test('a hand finds the node below it, a link within reach, and nothing beyond', () => {
  const scene = sampleScene();
  const hit = createHitTest(scene);
  expect(hit.at(442, 240, 8)).toEqual(partOfTarget(scene, 'pay'));
  expect(hit.at(354, 245, 8)).toEqual(partOfTarget(scene, 'cashier→pay'));
  expect(hit.at(354, 262, 8)).toBeNull();
});

test('from far away a domain is as bad as its worst node, with counts by level, and calls between domains are summed', () => {
  const scene = sampleScene(['batch']);
  const frame = sampleFrame({ pay: 38, 'channel-b': 7, cashier: 85 });
  const { cards, links } = laneCards(scene, readFrame(scene, frame, null));
  expect(cards[1]).toMatchObject({ score: 7, health: 'broken', counts: { ok: 1, watch: 1, broken: 2 } });
  expect(links.map(({ from, to, requests }) => [from, to, requests])).toEqual([
    [0, 1, 500],
    [1, 0, 500],
  ]);
});

test('letters find names in either language, those that begin so first', () => {
  const scene = sampleScene();
  expect(searchScene(scene, 'PA').map((i) => scene.nodes[i]?.id)).toEqual(['pay']);
  expect(searchScene(scene, 'a').map((i) => scene.nodes[i]?.id)[0]).toBe('app');
  expect(searchScene(scene, '  ')).toEqual([]);
});

test('what is dropped says the score of the shown moment, and null where nothing is known', () => {
  const scene = sampleScene();
  const frame = sampleFrame({ 'pay→channel-b': 7 });
  expect(lookOfTarget(scene, frame, 'pay→channel-b', 5)).toEqual({ target: 'pay→channel-b', at: 61_000, score: 7, lost: [] });
  expect(lookOfTarget(scene, null, 'pay', 5)).toEqual({ target: 'pay', at: 5, score: null, lost: [] });
});
