import { expect, test } from 'vitest';
import { createDrawLoop } from './drawLoop';

/** Time moves only when a drawing costs something; frames come when the test says so. */
function fakeScreen() {
  let nowMs = 0;
  let pending: (() => void) | null = null;
  const reports: { drawn: number; left: number; tookMs: number }[] = [];
  const loop = createDrawLoop({
    requestFrame: (draw) => (pending = draw),
    now: () => nowMs,
    report: (from, to, drawn, left) => reports.push({ drawn, left, tookMs: to - from }),
  });
  const drawn: string[] = [];
  return {
    drawn,
    reports,
    isIdle: () => pending === null,
    frame: () => {
      const draw = pending;
      pending = null;
      draw?.();
    },
    add: (name: string, costMs: number, during?: () => void) =>
      loop.add(() => {
        drawn.push(name);
        nowMs += costMs;
        during?.();
      }),
  };
}

test('many wishes of one chart before a frame are one draw, and an idle window asks for no frames', () => {
  const screen = fakeScreen();
  const a = screen.add('a', 1);
  expect(screen.isIdle()).toBe(true);
  a.invalidate();
  a.invalidate();
  screen.frame();
  expect(screen.drawn).toEqual(['a']);
  expect(screen.isIdle()).toBe(true);
});

test('a frame stops at its budget and the next goes on where it stopped', () => {
  const screen = fakeScreen();
  const charts = ['a', 'b', 'c', 'd', 'e'].map((name) => screen.add(name, 3));
  charts.forEach((chart) => chart.invalidate());
  screen.frame();
  screen.frame();
  expect(screen.drawn).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(screen.reports.map(({ drawn, left }) => [drawn, left])).toEqual([
    [3, 2],
    [2, 0],
  ]);
});

test('once costs are known no frame goes over the budget, unless one chart alone does', () => {
  const screen = fakeScreen();
  const charts = Array.from({ length: 24 }, (_, i) => screen.add(String(i), i === 5 ? 12 : 3));
  for (let round = 0; round < 2; round += 1) {
    charts.forEach((chart) => chart.invalidate());
    while (!screen.isIdle()) screen.frame();
  }
  const second = screen.reports.slice(screen.reports.length / 2);
  expect(second.filter(({ tookMs }) => tookMs > 8)).toEqual([{ drawn: 1, left: expect.any(Number) as number, tookMs: 12 }]);
});

test('a chart that is dirty all the time does not keep the others from being drawn', () => {
  const screen = fakeScreen();
  const greedy = screen.add('greedy', 8, () => greedy.invalidate());
  const patient = screen.add('patient', 8);
  greedy.invalidate();
  patient.invalidate();
  screen.frame();
  screen.frame();
  screen.frame();
  expect(screen.drawn).toEqual(['greedy', 'patient', 'greedy']);
});

test('a hidden chart is not drawn, and is drawn once when it shows again', () => {
  const screen = fakeScreen();
  const a = screen.add('a', 1);
  a.invalidate();
  a.setVisible(false);
  a.invalidate();
  screen.frame();
  expect(screen.drawn).toEqual([]);
  a.setVisible(true);
  screen.frame();
  expect(screen.drawn).toEqual(['a']);
});

test('a chart that another one closes in the same frame is not drawn', () => {
  const screen = fakeScreen();
  const b = screen.add('b', 1);
  const a = screen.add('a', 1, () => b.close());
  a.invalidate();
  b.invalidate();
  screen.frame();
  b.invalidate();
  screen.frame();
  expect(screen.drawn).toEqual(['a']);
});
