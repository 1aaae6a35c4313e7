import { expect, test } from 'vitest';
import type { Patch, Snapshot } from '../../contract/patch';
import { accept, refuse, type Result } from '../../contract/result';
import { emptyState, type SharedState } from '../../contract/state';
import { createConsoleState } from './consoleState';
import { roomAtOf } from './roomClock';

/** A main whose snapshots are answered by hand, so that a test decides what arrives before what. */
function fakeMain() {
  const questions: ((answer: Result<Snapshot<SharedState>>) => void)[] = [];
  const later: (() => void)[] = [];
  let listener: ((patch: Patch) => void) | null = null;
  let clockMs = 1_000;
  const state = createConsoleState({
    api: {
      // The mirror asks for nothing else; the real api is typed per command.
      ask: ((name: string) => {
        expect(name).toBe('state.snapshot');
        expect(listener, 'subscribed before asking').not.toBeNull();
        return new Promise((resolve) => questions.push(resolve));
      }) as never,
      onState: (each) => {
        listener = each;
        return () => (listener = null);
      },
    },
    now: () => clockMs,
    after: (_ms, action) => later.push(action),
  });
  return {
    state,
    questions,
    later,
    setClock: (ms: number) => (clockMs = ms),
    patch: (revision: number, restarts: number) =>
      listener?.({ revision, changes: [{ collection: 'engine', key: 'engine', value: { phase: 'running', restarts } }] }),
    patchClock: (revision: number, roomAt: number) =>
      listener?.({
        revision,
        changes: [
          {
            collection: 'clock',
            key: 'room',
            value: { roomAt, rate: 60, errorMs: 10, workstationOffMs: null, backendId: 'city', stepped: null },
          },
        ],
      }),
    isListening: () => listener !== null,
    answer: async (revision: number) => {
      questions.shift()?.(accept({ revision, state: emptyState, ages: {} }));
      await Promise.resolve();
      await Promise.resolve();
    },
    restarts: () => state.getState().shared.engine['engine']?.restarts,
  };
}

test('patches that arrive while the snapshot is under way are applied after it, in order, and older ones are dropped', async () => {
  const main = fakeMain();
  main.patch(8, 8);
  main.patch(7, 7);
  main.patch(5, 5);
  await main.answer(6);
  expect(main.restarts()).toBe(8);
  expect(main.state.getState().revision).toBe(8);
  expect(main.questions).toHaveLength(0);
});

test('a patch that comes twice changes nothing the second time', async () => {
  const main = fakeMain();
  await main.answer(1);
  main.patch(2, 2);
  main.patch(2, 99);
  main.patch(1, 98);
  expect(main.restarts()).toBe(2);
});

test('a hole in the numbers asks for the snapshot again and then goes on', async () => {
  const main = fakeMain();
  await main.answer(1);
  main.patch(3, 3);
  expect(main.questions).toHaveLength(1);
  main.patch(4, 4);
  await main.answer(3);
  expect(main.state.getState().revision).toBe(4);
  expect(main.restarts()).toBe(4);
});

test('a hole behind a snapshot that is already too old asks once more', async () => {
  const main = fakeMain();
  main.patch(9, 9);
  await main.answer(5);
  expect(main.questions).toHaveLength(1);
  await main.answer(9);
  expect(main.state.getState().revision).toBe(9);
});

test('a refused snapshot is asked for again after a while', async () => {
  const main = fakeMain();
  main.questions.shift()?.(refuse('unavailable', 'main is still starting; it will answer in a moment'));
  await Promise.resolve();
  await Promise.resolve();
  expect(main.later).toHaveLength(1);
  main.later[0]?.();
  await main.answer(4);
  expect(main.state.getState().revision).toBe(4);
});

test('the moment a clock record arrived is kept, and room time runs on from it at the room’s rate', async () => {
  const main = fakeMain();
  await main.answer(1);
  main.setClock(5_000);
  main.patchClock(2, 1_000_000);
  main.setClock(6_000);
  main.patch(3, 0);
  const { shared, clockArrivedAt } = main.state.getState();
  expect(clockArrivedAt).toBe(5_000);
  const clock = shared.clock['room'];
  expect(clock && roomAtOf(clock, 6_000 - clockArrivedAt)).toBe(1_000_000 + 60_000);
});

test('a closed mirror listens no more', async () => {
  const main = fakeMain();
  main.state.close();
  expect(main.isListening()).toBe(false);
  await main.answer(3);
  expect(main.state.getState().revision).toBeNull();
});
