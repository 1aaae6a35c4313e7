import { expect, test } from 'vitest';
import { isLit, looksSame, readFrame } from './graphReadings';
import { sampleFrame, sampleScene } from './sampleGraph';

const scene = sampleScene(['batch']);
const edgeAt = (id: string): number => scene.edges.findIndex((edge) => edge.id === id);

test('numbers follow their place although hidden ones shift the scene', () => {
  const hiding = sampleScene(['app']);
  const readings = readFrame(hiding, sampleFrame({ 'channel-b': 7 }), null);
  expect(readings.nodes[hiding.nodes.findIndex(({ id }) => id === 'channel-b')]).toMatchObject({ score: 7, health: 'broken' });
});

test('a frame of another structure says nothing: everything is unknown, nothing is well', () => {
  const readings = readFrame(scene, { ...sampleFrame(), revision: 2 }, null);
  expect(new Set(readings.nodes.map(({ health }) => health))).toEqual(new Set(['unknown']));
});

test('what explains, and what is not well itself, is lit; the healthy rest is not', () => {
  const readings = readFrame(scene, sampleFrame({ cashier: 85 }, { pay: 2, 'pay→channel-b': 2 }), null);
  expect(readings.isTroubled).toBe(true);
  const lit = scene.nodes.filter((_, i) => isLit(readings.nodes[i] ?? { part: 0, health: 'ok' })).map(({ id }) => id);
  expect(lit).toEqual(['cashier', 'pay']);
  expect(readings.edges[edgeAt('pay→channel-b')]?.part).toBe(2);
});

test('a rate that wavers about a step does not make its line pulse', () => {
  const frame = sampleFrame();
  const at = scene.edges[0]?.index ?? 0;
  const steps: (number | undefined)[] = [];
  let before = null;
  for (const rate of [990, 1_010, 985, 1_020, 1_900]) {
    frame.edges.requests[at] = rate;
    before = readFrame(scene, frame, before);
    steps.push(before.edges[0]?.rateStep);
  }
  expect(steps).toEqual([3, 3, 3, 3, 4]);
});

test('a tick that changes no score, part or width draws nothing again', () => {
  const first = readFrame(scene, sampleFrame({ pay: 71.2 }), null);
  expect(looksSame(first, readFrame(scene, sampleFrame({ pay: 71.4 }), first))).toBe(true);
  expect(readFrame(scene, sampleFrame({ pay: 49.6 }), null).nodes[5]).toMatchObject({ score: 50, health: 'degraded' });
  expect(looksSame(first, readFrame(scene, sampleFrame({ pay: 69 }), first))).toBe(false);
  expect(looksSame(first, readFrame(scene, sampleFrame({ pay: 71.2 }, { app: 1 }), first))).toBe(false);
});
