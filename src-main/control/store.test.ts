import { expect, test } from 'vitest';
import { applyPatch, type Patch } from '../../contract/patch';
import type { BackendHealth, SharedState } from '../../contract/state';
import { createSharedStore, type Store } from './store';

const backend = (id: string, roundTripMs = 1): BackendHealth => ({
  id,
  kind: 'demoCity',
  simulated: true,
  phase: 'live',
  answeredAt: 1,
  failingSince: null,
  failure: null,
  reason: null,
  roundTripMs,
  intervalMs: 1_000,
  clockOffMs: null,
  clockErrorMs: null,
  reporting: null,
  version: null,
  notes: [],
  waitsUntil: null,
});

/** A store whose ticks end when the test says so. */
function storeByHand(): { store: Store; patches: Patch[]; endTick: () => void } {
  const deferred: (() => void)[] = [];
  const store = createSharedStore((run) => deferred.push(run));
  const patches: Patch[] = [];
  store.onPatch((patch) => patches.push(patch));
  return { store, patches, endTick: () => deferred.splice(0).forEach((run) => run()) };
}

test('all changes of one tick leave as one patch, the last value of each record only', () => {
  const { store, patches, endTick } = storeByHand();
  store.put('backends', 'city', backend('city', 1));
  store.put('backends', 'city', backend('city', 2));
  store.put('engine', 'engine', { phase: 'running', restarts: 0 });
  expect(patches).toEqual([]);
  endTick();
  expect(patches).toHaveLength(1);
  expect(patches[0]?.changes).toHaveLength(2);
  expect(patches[0]?.changes[0]).toMatchObject({ key: 'city', value: { roundTripMs: 2 } });
});

test('revisions rise by exactly one, and a record that did not change leaves nothing', () => {
  const { store, patches, endTick } = storeByHand();
  for (const roundTripMs of [1, 1, 2, 2, 3]) {
    store.put('backends', 'city', backend('city', roundTripMs));
    endTick();
  }
  expect(patches.map(({ revision }) => revision)).toEqual([1, 2, 3]);
});

test('a window that subscribed first and then asked has the same state as main, whatever came between', () => {
  const { store, patches, endTick } = storeByHand();
  store.put('backends', 'city', backend('city', 1));
  const { revision, state } = store.snapshot();
  store.put('backends', 'city', backend('city', 2));
  store.put('backends', 'prom', backend('prom'));
  endTick();
  store.remove('backends', 'city');
  endTick();
  const mirror = patches.filter((patch) => patch.revision > revision).reduce<SharedState>(applyPatch, state);
  expect(mirror).toEqual(store.read());
  expect(Object.keys(mirror.backends)).toEqual(['prom']);
});

test('a snapshot in mid-tick carries what is pending, and the patch that told it is not newer than it', () => {
  const { store, patches, endTick } = storeByHand();
  store.put('engine', 'engine', { phase: 'starting', restarts: 0 });
  const snapshot = store.snapshot();
  expect(snapshot.state.engine['engine']?.phase).toBe('starting');
  endTick();
  expect(patches.map(({ revision }) => revision)).toEqual([snapshot.revision]);
});

test('replacing a collection removes what is no longer there', () => {
  const { store, endTick } = storeByHand();
  store.replace('backends', { a: backend('a'), b: backend('b') });
  store.replace('backends', { b: backend('b') });
  endTick();
  expect(Object.keys(store.read().backends)).toEqual(['b']);
});

test('a subscription ends when asked', () => {
  const { store, endTick } = storeByHand();
  const seen: number[] = [];
  const end = store.onPatch(({ revision }) => seen.push(revision));
  store.put('engine', 'engine', { phase: 'starting', restarts: 0 });
  endTick();
  end();
  store.put('engine', 'engine', { phase: 'running', restarts: 0 });
  endTick();
  expect(seen).toEqual([1]);
});
