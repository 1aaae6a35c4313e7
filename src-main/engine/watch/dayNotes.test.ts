import { expect, it } from 'vitest';
import { workspaceSchema } from '../../../contract/workspace';
import type { Outlook } from '../detection/detector';
import { dayNotes } from './dayNotes';
import { PromotionLevel } from './promotionLevel';
import { WithoutPromotion } from './withoutPromotion';

const name = { zh: '单', en: 'orders' };
const minuteMs = 60_000;
const { noteAt, endsPromotion } = dayNotes(
  workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    metrics: { paid: { name, query: { demoCity: 'x' } } },
    funnel: [{ metric: 'paid' }],
    calendar: {
      holidays: [{ date: '2026-10-01', name }],
      promotions: [{ date: '2026-12-12', from: '11:30', to: '13:00', name }],
    },
  }),
);
const local = (text: string): number => Date.parse(`${text}:00Z`);

it('knows holidays, and a promotion with its flanks', () => {
  expect(noteAt(local('2026-10-01T03:00'), 0)).toBe('holiday');
  expect(noteAt(local('2026-10-02T00:00'), 0)).toBe('ordinary');
  const notes = ['11:19', '11:21', '12:30', '13:19', '13:21'].map((time) => noteAt(local(`2026-12-12T${time}`), 0));
  expect(notes).toEqual(['ordinary', 'promotion', 'promotion', 'promotion', 'ordinary']);
});

it('what a promotion brings reaches a later stage later, and leaves it later', () => {
  expect(noteAt(local('2026-12-12T13:40'), 30 * minuteMs)).toBe('promotion');
  expect(endsPromotion(local('2026-12-12T12:47'), 0)).toBe(false);
  expect(endsPromotion(local('2026-12-12T12:49'), 0)).toBe(true);
  expect(endsPromotion(local('2026-12-12T14:16'), 0)).toBe(false);
  expect(endsPromotion(local('2026-12-12T14:16'), 30 * minuteMs)).toBe(true);
});

it('remembers what an ordinary day would have had, as it looked when the promotion began', () => {
  const without = new WithoutPromotion();
  const lookAhead = (at: number, out: Outlook): void => {
    out.low = 100 + at / minuteMs;
  };
  without.step(0, 'ordinary', lookAhead);
  expect(without.lowAt(0)).toBeNaN();
  for (let minute = 10; minute < 100; minute += 1) without.step(minute * minuteMs, 'promotion', lookAhead);
  without.step(100 * minuteMs, 'ordinary', lookAhead);
  expect(without.lowAt(10 * minuteMs)).toBe(110);
  expect(without.lowAt(100 * minuteMs)).toBe(200);
});

it('expects in a promotion what the last calm minutes had, and trouble does not change that', () => {
  const level = new PromotionLevel(10_000);
  for (let i = 0; i < 120; i += 1) level.step(250, true);
  for (let i = 0; i < 120; i += 1) level.step(150, false);
  const ordinary = { expected: 100, low: 90, high: 110 };
  const lifted = level.lift(ordinary, 'promotion');
  expect(lifted.expected).toBeCloseTo(250, 6);
  expect(lifted.low).toBeCloseTo(225, 6);
  expect(level.lift(ordinary, 'ordinary')).toBe(ordinary);
});
