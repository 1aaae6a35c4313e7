import { expect, it } from 'vitest';
import { createClassicRule } from './classicRule';

const minuteMs = 60_000;
const weekMs = 604_800_000;

/** Ten orders a second for four weeks, then a fall by the given shares of it, one a minute; the minutes of its alarms. */
function alarmsOf(stepMs: number, shares: readonly number[], perMinute?: number, usual = 10): number[] {
  const rule = createClassicRule(stepMs, perMinute);
  const alarms: number[] = [];
  const until = 4 * weekMs + shares.length * minuteMs;
  for (let at = 0; at < until; at += stepMs) {
    const minute = Math.floor((at - 4 * weekMs) / minuteMs);
    if (rule.step(at, usual * (minute < 0 ? 1 : (shares[minute] ?? 1)))) alarms.push(minute);
  }
  return alarms;
}

it('wants three low minutes, the last a fifth below each earlier one, whatever the step', () => {
  for (const stepMs of [10_000, minuteMs]) {
    expect(alarmsOf(stepMs, [0.5, 0.5, 0.4, 0.4]), `${stepMs} ms`).toEqual([2]);
    expect(alarmsOf(stepMs, [0.5, 0.45, 0.4])).toEqual([]);
    expect(alarmsOf(stepMs, [0.6, 0.5, 0.4])).toEqual([]);
  }
});

it('asks for a hundred orders a minute: as a rate per second, or as a count when it is told so', () => {
  expect(alarmsOf(minuteMs, [0.5, 0.5, 0.4], 60, 3)).toEqual([]);
  expect(alarmsOf(minuteMs, [0.5, 0.5, 0.4], 60, 4)).toEqual([2]);
  expect(alarmsOf(minuteMs, [0.5, 0.5, 0.4], 1, 100)).toEqual([]);
  expect(alarmsOf(minuteMs, [0.5, 0.5, 0.4], 1, 250)).toEqual([2]);
});

it('is silent for five minutes after an alarm', () => {
  expect(alarmsOf(minuteMs, [0.5, 0.5, 0.4, 0.3, 0.24, 0.19, 0.15, 0.12])).toEqual([2, 7]);
});
