import { expect, test } from 'vitest';
import type { Diagnosis, IncidentCase } from '../../contract/diagnosis';
import { createCity, type City } from '../../src-main/demoCity/city';
import type { FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { BackendFailure, type SampleSource } from '../../src-main/engine/backends/backend';
import { DiagnosisRun } from '../../src-main/engine/diagnosis/diagnosisRun';
import { createSeriesCatalog } from '../../src-main/engine/samples/series';
import { createTableCatalog } from '../../src-main/engine/tables/tableCut';
import { samplesOf } from '../cityDetect/caseSamples';
import { builtInWorkspace } from '../cityDetect/caseWorkspace';
import { coreLinkOf } from './coreLinkOf';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const faultAt = Date.parse('2026-11-24T12:05:00+08:00');
const liveFrom = faultAt - minuteMs;

const outage = lived({ kind: 'paymentOutage', channel: 'B', share: 0.9 }, 190);

test('orders paid fall and nobody says where: the channel that does not answer, the way to it, what it costs, and who only waits', async () => {
  const room = roomOn(outage);
  const [told] = await room.told(paidFall, 40 * secondMs);
  expect(told).toMatchObject({ phase: 'told', verdict: 'fault', reason: null, firstAt: faultAt + 40 * secondMs });
  expect(told?.symptom.kind).toBe('failures');
  const [first] = told?.suspects ?? [];
  expect(first).toMatchObject({ kind: 'external', target: 'channel-b', name: { zh: '渠道 B', en: 'Channel B' } });
  expect(first?.confidence).toBeGreaterThan(0.8);
  expect(first?.path.at(-1)).toBe('channel-b');
  // Of 1,000 orders a minute that are lost, nearly all; the rest is nobody's.
  expect(first?.explains.perMinute).toBeGreaterThan(800);
  expect(told?.residual.perMinute).toBeLessThan(200);
  // In the first bucket that the fault is in, or the one before its alarm.
  expect(Math.abs((first?.since ?? 0) - faultAt)).toBeLessThanOrEqual(10 * secondMs);
  const [evidence] = first?.evidence ?? [];
  expect(evidence).toMatchObject({ why: 'own', of: 'channel-b', series: 'failures', to: faultAt + 40 * secondMs });
  expect(evidence?.lines).toEqual([{ metricId: 'nodes.errors', slice: { node: 'channel-b' }, side: 'node' }]);
  expect(evidence?.now).toBeGreaterThan(0.5);
  expect(evidence?.usual).toBeLessThan(0.01);
  expect(told?.ruledOut.find(({ target }) => target === 'pay-router')).toMatchObject({ why: 'waits', because: 'channel-b' });
  expect(told?.ruledOut.find(({ target }) => target === 'channel-a')).toMatchObject({ why: 'within' });
});

test('the network of one IDC drops and delays: that IDC, with both sides of its worst calls', async () => {
  const room = roomOn(lived({ kind: 'networkJitter', idc: 'north', addedMs: 60, lossShare: 0.08 }, 40), { cuts: true });
  const [told] = await room.told(paidFall, 40 * secondMs);
  const [first] = told?.suspects ?? [];
  expect(first).toMatchObject({ kind: 'idc', target: 'north', name: { en: 'North' } });
  expect(first?.evidence[0]?.lines.map(({ side, slice }) => [side, slice['idc']])).toEqual([
    ['caller', 'north'],
    ['callee', 'north'],
  ]);
}, 60_000);

test('a rush comes and everything does its work: demand, not fault', async () => {
  const room = roomOn(lived({ kind: 'promotionBurst', factor: 1.5, rampSeconds: 30 }, 110));
  const [told] = await room.told({ ...paidFall, cost: null, alarms: [{ ...paidAlarm, direction: 'above' }] }, 110 * secondMs);
  expect(told).toMatchObject({ phase: 'told', verdict: 'demand' });
  expect(told?.demand).toBeGreaterThan(1.2);
});

test('a first bucket blames nobody yet; the same again is not told again; a person who asks is answered', async () => {
  const room = roomOn(lived({ kind: 'errors', node: 'order-core', share: 0.3 }, 40));
  const calm = { ...paidFall, startedAt: faultAt - 30 * secondMs, raisedAt: faultAt - 20 * secondMs };
  const [early] = await room.told(calm, -10 * secondMs);
  expect(early).toMatchObject({ phase: 'looking', firstAt: null, suspects: [] });
  const later = await room.told(calm, 30 * secondMs);
  expect(later.at(-1)).toMatchObject({ phase: 'told', firstAt: faultAt + 30 * secondMs });
  expect(later.at(-1)?.suspects[0]?.target).toBe('order-core');
  const version = later.at(-1)?.version ?? 0;
  expect(await room.told(calm, 31 * secondMs)).toEqual([]);
  const asked = await room.renew(calm.id);
  expect(asked[0]).toMatchObject({ version: version + 1, phase: 'told' });
  expect(room.run.renew('1124-99')).toBe(false);
});

test('a backend that is away, or stands still, is said so, and nothing is guessed; what was told before stays', async () => {
  const room = roomOn(outage);
  room.failure = 'connection refused';
  expect((await room.told(paidFall, 40 * secondMs))[0]).toMatchObject({ phase: 'failed', firstAt: null, suspects: [] });
  room.failure = null;
  expect((await room.told(paidFall, 50 * secondMs)).at(-1)).toMatchObject({ phase: 'told', reason: null });
  room.lateMs = 90 * secondMs;
  const [stale] = await room.told(paidFall, 170 * secondMs);
  expect(stale).toMatchObject({ phase: 'told', firstAt: faultAt + 50 * secondMs });
  expect(stale?.reason).toContain('90 s old');
  room.lateMs = 0;
  room.refusal = new BackendFailure('timeout', 'The city took too long.');
  expect((await room.told(paidFall, 190 * secondMs))[0]?.reason).toBe('The city took too long.');
});

test('what was said stands while it recovers, and when it began does not move, however long it lasts', async () => {
  const room = roomOn(lived({ kind: 'errors', node: 'order-core', share: 0.3 }, 14 * 60));
  const first = (await room.told(paidFall, 40 * secondMs)).at(-1);
  expect(first?.suspects[0]).toMatchObject({ target: 'order-core', since: faultAt });
  const late = await room.told(paidFall, 13 * 60 * secondMs);
  expect(late.at(-1)?.suspects[0] ?? first?.suspects[0]).toMatchObject({ target: 'order-core', since: faultAt });
  const over = { ...paidFall, recovering: true };
  expect(await room.told(over, 14 * 60 * secondMs)).toEqual([]);
  expect((await room.renew(over.id))[0]).toMatchObject({ phase: 'told' });
});

const paidAlarm = { metricId: 'orders.pay', slice: {}, startedAt: faultAt, peakScore: 4, stage: 1, direction: 'below' } as const;
const paidFall: IncidentCase = {
  ...{ id: '1124-01', traffic: 'real', startedAt: faultAt, raisedAt: faultAt + 20 * secondMs, answers: [], recovering: false },
  ...{ alarms: [paidAlarm], cost: { metricId: 'orders.pay', since: faultAt, perMinute: 1_000 } },
};

interface Room {
  failure: string | null;
  refusal: BackendFailure | null;
  /** How far the newest samples are behind. */
  lateMs: number;
  readonly run: DiagnosisRun;
  /** What is said of an incident that main tells so long after the fault. */
  told(incident: IncidentCase, afterFaultMs: number): Promise<readonly Diagnosis[]>;
  renew(incidentId: string): Promise<readonly Diagnosis[]>;
}

/** The console's own run on a city in this process that has lived through a fault at noon; `cuts`: it may ask by IDC and dimension, which takes long. */
function roomOn(city: City, { cuts } = { cuts: false }): Room {
  const [samples, catalog] = [samplesOf(city), createSeriesCatalog(builtInWorkspace)];
  const link = coreLinkOf(builtInWorkspace, city.topology());
  const said: Diagnosis[] = [];
  let roomAt = liveFrom;
  const room = { failure: null as string | null, refusal: null as BackendFailure | null, lateMs: 0 };
  const run = new DiagnosisRun({
    ...{ revision: 1, workspace: builtInWorkspace, catalog, tables: createTableCatalog(builtInWorkspace, catalog) },
    link: () => link,
    samples: () => (cuts ? cutsOf(city) : null),
    eventsSince: () => [],
    read: async (series, firstSlot, count) => {
      if (room.refusal !== null) throw room.refusal;
      return series.map((one) => samples(one, firstSlot, count));
    },
    backend: () => ({ seenTo: roomAt - room.lateMs, failure: room.failure }),
    world: () => 0,
    roomAt: () => roomAt,
    timers: { monoNow: () => performance.now() },
    post: (message) => {
      if (message.type === 'diagnosis') said.push(message.diagnosis);
    },
  });
  const settle = async (): Promise<readonly Diagnosis[]> => {
    await run.settled();
    return said.splice(0);
  };
  return Object.assign(room, {
    run,
    told: (incident: IncidentCase, afterFaultMs: number) => {
      roomAt = faultAt + afterFaultMs;
      run.use([incident]);
      return settle();
    },
    renew: (incidentId: string) => {
      run.renew(incidentId);
      return settle();
    },
  });
}

function cutsOf(city: City): Pick<SampleSource, 'breakdown'> {
  const column = (values: readonly (number | null)[]): Float64Array => Float64Array.from(values, (value) => value ?? Number.NaN);
  return {
    breakdown: async ({ query, by, spans, ...rest }) => {
      const { now, rows } = city.breakdown({ ...rest, metric: query, by: [...by], spans: [...spans] });
      const read = rows.map(({ key, values }) => ({ key, values: column(values) }));
      return { seenTo: now, rows: read, partial: null, reporting: null };
    },
  };
}

function lived(fault: FaultRequest, seconds: number): City {
  const city = createCity({ seed: 7, variant: 0, startAt: liveFrom, zone: homeZone, historyDays: 9 });
  city.faults.start({ ...fault, at: faultAt });
  city.advance((faultAt - liveFrom) / 1_000 + seconds);
  return city;
}
