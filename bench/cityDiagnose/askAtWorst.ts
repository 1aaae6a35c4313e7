import type { IncidentCase } from '../../contract/diagnosis';
import { readKept } from './keptSamples';
import type { PlayedCase } from './playCase';

const minuteMs = 60_000;
const weekMs = 7 * 24 * 60 * minuteMs;
/** Diagnosis reads so much before an incident. */
const readBeforeMs = 18 * minuteMs;

/** Where no incident opened: what a person would ask about who points at the minute that differs most from last week's. */
export function askAtWorst({ drawn, samples }: PlayedCase): IncidentCase {
  const ask = { query: 'orders.submit', slice: {} };
  const meanFrom = (from: number): number => {
    const values = readKept(samples, ask, Math.floor(from / samples.stepMs), minuteMs / samples.stepMs);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  let worst = { from: drawn.to - minuteMs, apart: 0 };
  for (let from = drawn.judgedFrom + readBeforeMs; from + minuteMs <= drawn.to; from += minuteMs) {
    const ratio = meanFrom(from) / meanFrom(from - weekMs);
    const apart = Math.abs(Math.log(ratio));
    if (apart > worst.apart) worst = { from, apart };
  }
  const alarm = { metricId: 'orders.submit', slice: {}, startedAt: worst.from, peakScore: 1, stage: 0 };
  return {
    ...{
      id: 'asked',
      traffic: 'real',
      startedAt: worst.from,
      raisedAt: worst.from + minuteMs,
      cost: null,
      answers: [],
      recovering: false,
    },
    alarms: [{ ...alarm, direction: 'above' }],
  };
}
