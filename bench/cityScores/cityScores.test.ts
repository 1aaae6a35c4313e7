import { expect, it, vi } from 'vitest';
import { createCity } from '../../src-main/demoCity/city';
import type { FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { judgedSpanMs, scoreGraph } from '../../src-main/engine/coreLink/health/scoreGraph';
import type { Grouping } from '../../contract/coreLink';
import { openCityGraph } from './cityGraph';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 90_000 });

/** Wednesday 2026-11-25 in the city: lunch is being ordered. */
const noon = Date.UTC(2026, 10, 25, 4);
const faultAt = noon + 90_000;
const callsMin = 20;

/** Places by score a minute after the fault, lowest first. */
function placesAfter(fault: FaultRequest, by: Grouping): readonly { readonly id: string; readonly score: number }[] {
  const city = createCity({ seed: 7, variant: 0, startAt: noon, zone: homeZone, historyDays: 9 });
  city.faults.start({ ...fault, at: faultAt });
  city.advance(150);
  const graph = openCityGraph(city, by, 'Asia/Shanghai');
  const { nodes, edges } = scoreGraph(graph.read(city.now(), judgedSpanMs, callsMin));
  return [...graph.nodes, ...graph.edges]
    .map(({ id }, i) => ({ id, score: [...nodes, ...edges][i]?.score ?? Number.NaN }))
    .filter(({ score }) => !Number.isNaN(score))
    .sort((a, b) => a.score - b.score);
}

it('a payment channel that is down has the lowest score of the city within a minute', () => {
  const [lowest, next] = placesAfter({ kind: 'paymentOutage', channel: 'B' }, 'domain');
  expect(lowest?.id).toBe('channel-b');
  expect(next?.score).toBeGreaterThanOrEqual(50);
});

it('a slow database is lower than all who call it', () => {
  const [lowest] = placesAfter({ kind: 'slowDatabase', node: 'mysql-order', factor: 6 }, 'domain');
  expect(lowest?.id).toBe('mysql-order');
});

it('a network that jitters in one IDC shows in links of that IDC and in none of another', () => {
  const places = placesAfter({ kind: 'networkJitter', idc: 'north', addedMs: 40, lossShare: 0.04 }, 'idc');
  for (const { id } of places.slice(0, 2)) expect(id).toMatch(/→.*@north$/);
  for (const { id } of places.filter(({ score }) => score < 90)) expect(id).toMatch(/@north$/);
});

it('a healthy hour of lunch costs no place a word', () => {
  const city = createCity({ seed: 7, variant: 0, startAt: noon, zone: homeZone, historyDays: 9 });
  const graph = openCityGraph(city, 'domain', 'Asia/Shanghai');
  for (let at = noon - 60 * 60_000; at <= noon; at += 5 * 60_000) {
    const { nodes, edges } = scoreGraph(graph.read(at, judgedSpanMs, callsMin));
    for (const { score } of [...nodes, ...edges]) expect(score).toBeGreaterThanOrEqual(90);
  }
});
