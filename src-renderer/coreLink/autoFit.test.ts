import { expect, test } from 'vitest';
import { autoFitAtRest, stepAutoFit, type AutoFitInput } from './autoFit';

const view = { width: 1_000, height: 500 };
const shown = { x: 0, y: 0, zoom: 1 };
const other = { x: 0, y: 0, zoom: 0.7 };
const run = (steps: readonly Partial<AutoFitInput>[]): boolean[] => {
  let state = autoFitAtRest;
  return steps.map((step) => {
    const next = stepAutoFit(state, { shown, wanted: other, view, now: 0, handAt: null, ...step });
    state = next.state;
    return next.fits;
  });
};

test('a view that differs a good deal is taken only after it has done so for some seconds', () => {
  expect(run([{ now: 0 }, { now: 2_000 }, { now: 3_000 }])).toEqual([false, false, true]);
});

test('a difference that passes starts the wait anew', () => {
  expect(run([{ now: 0 }, { now: 2_000, wanted: shown }, { now: 3_000 }, { now: 5_000 }])).toEqual([false, false, false, false]);
});

test('a small difference is left alone for ever', () => {
  expect(run([{ wanted: { x: 20, y: 5, zoom: 1.05 } }, { now: 60_000, wanted: { x: 20, y: 5, zoom: 1.05 } }])).toEqual([
    false,
    false,
  ]);
});

test('a picture in somebody’s hand is never moved', () => {
  expect(
    run([
      { now: 1_000, handAt: 900 },
      { now: 60_000, handAt: 59_000 },
      { now: 90_000, handAt: 59_000 },
    ]),
  ).toEqual([false, false, false]);
});
