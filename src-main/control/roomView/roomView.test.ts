import { expect, test } from 'vitest';
import type { Patch } from '../../../contract/patch';
import { createSharedStore, type Store } from '../store';
import { createRoomView } from './roomView';

function room(): { store: Store; patches: Patch[]; endTick: () => void; view: ReturnType<typeof createRoomView> } {
  let run: () => void = () => undefined;
  const store = createSharedStore((later) => (run = later));
  const view = createRoomView(store);
  run();
  const patches: Patch[] = [];
  store.onPatch((patch) => patches.push(patch));
  return { store, patches, endTick: () => run(), view };
}

test('many moves of one tick leave as one patch that holds nothing but the pointer', () => {
  const { patches, endTick, view } = room();
  for (let at = 1; at <= 50; at += 1) view.point('overview-1', at);
  endTick();
  expect(patches).toEqual([
    { revision: 2, changes: [{ collection: 'crosshair', key: 'room', value: { at: 50, windowId: 'overview-1' } }] },
  ]);
});

test('a pointer that left, or whose window closed, vanishes; the pointer of another window stays', () => {
  const { store, view } = room();
  view.point('overview-1', 7);
  view.point('wall-1', null);
  view.forgetWindow('wall-1');
  expect(store.read().crosshair).toEqual({ room: { at: 7, windowId: 'overview-1' } });
  view.forgetWindow('overview-1');
  expect(store.read().crosshair).toEqual({});
});

test('another workspace begins at now, with nothing selected; a reload of the same one changes nothing', () => {
  const { store, view } = room();
  view.begin('/etc/lunch.yaml');
  view.setRange({ at: 5_000, beforeMs: 300_000, chosenDay: '2026-11-11' });
  view.select({ metricId: 'paid', slice: { city: 'shanghai' }, against: null });
  view.begin('/etc/lunch.yaml');
  expect(store.read().range['room']?.at).toBe(5_000);
  view.begin(null);
  expect([store.read().range['room'], store.read().selection]).toEqual([{ at: null, beforeMs: 2_400_000, chosenDay: null }, {}]);
});
