import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import type { CheckRun, Diagnosis, IncidentCase, Suspect } from '../../contract/diagnosis';
import { workspaceSchema } from '../../contract/workspace';
import { createCity, type City } from '../../src-main/demoCity/city';
import type { FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { CheckDesk } from '../../src-main/engine/diagnosis/checks/checkDesk';
import { createSeriesCatalog, type Series } from '../../src-main/engine/samples/series';
import { systemTimers } from '../../src-main/engine/timers';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 60_000 });

const noon = Date.UTC(2026, 10, 25, 4);
const faultAt = noon + 60_000;
const workspace = workspaceSchema.parse(
  parse(readFileSync(join(import.meta.dirname, '../../assets/workspaces/demo-city.yaml'), 'utf8')),
);

/** A city ninety seconds after the fault, and an incident about the orders it loses. */
function troubledCity(fault: FaultRequest): { readonly city: City; readonly incident: IncidentCase } {
  const city = createCity({ seed: 7, variant: 0, startAt: noon, zone: homeZone, historyDays: 2, detail: 'totals' });
  city.faults.start({ ...fault, at: faultAt });
  city.advance(150);
  const cost = { metricId: 'orders.pay', since: faultAt, perMinute: 400 };
  const incident = {
    id: '1',
    traffic: 'real',
    startedAt: faultAt,
    raisedAt: faultAt + 30_000,
    alarms: [],
    cost,
    answers: [],
  } as const;
  return { city, incident };
}

function suspicion(node: string): Diagnosis {
  const suspect: Suspect = {
    ...{ id: `node ${node}`, kind: 'node', target: node, name: { zh: node, en: node }, confidence: 0.9 },
    ...{ explains: { share: 1, perMinute: 400 }, since: faultAt, path: [node], evidence: [], changes: [] },
  };
  return {
    ...{ incidentId: '1', version: 1, phase: 'told', reason: null, firstAt: noon, at: noon, from: faultAt, to: noon },
    ...{ verdict: 'fault', demand: 1, symptom: { node: null, kind: 'failures' }, suspects: [suspect] },
    ...{ residual: { share: 0, perMinute: 0 }, ruledOut: [], dimensions: [], tookMs: 1 },
  };
}

/** The runbooks of the built-in workspace as they end on this fault, when this node is suspected. */
async function runsOn(fault: FaultRequest, node: string): Promise<Readonly<Record<string, CheckRun>>> {
  const { city, incident } = troubledCity(fault);
  const catalog = createSeriesCatalog(workspace);
  const runs: Record<string, CheckRun> = {};
  const desk = new CheckDesk({
    workspace,
    revision: 1,
    post: (message) => {
      if (message.type === 'checks') runs[message.run.runbookId] = message.run;
    },
    timers: systemTimers,
    roomAt: () => city.now(),
    lookUp: (metricId, slice) => catalog({ metricId, slice, traffic: 'real' }),
    read: async (series, firstSlot, count) => series.map((one) => columnOf(city, one, firstSlot, count)),
    seenTo: () => city.now(),
    expected: () => null,
    ...{ demoCityUrl: null, secrets: {}, folder: null },
  });
  desk.use([incident]);
  desk.diagnosed(suspicion(node));
  desk.round();
  await vi.waitFor(() => expect(Object.values(runs).filter(({ phase }) => phase === 'running')).toEqual([]));
  desk.close();
  return runs;
}

function columnOf(city: City, { ask, stepMs }: Series, firstSlot: number, count: number): Float64Array {
  const span = { from: firstSlot * stepMs, to: (firstSlot + count) * stepMs, stepMs };
  const { results } = city.query({ ...span, series: [{ metric: ask.query, slice: ask.slice }] });
  return Float64Array.from(results[0]?.values ?? [], (value) => value ?? Number.NaN);
}

const statesOf = (run: CheckRun | undefined): string => (run?.checks ?? []).map(({ id, state }) => `${id} ${state}`).join(', ');

it('tells a channel that fails from a channel that is not reached', async () => {
  const down = await runsOn({ kind: 'paymentOutage', channel: 'B' }, 'channel-b');
  expect(statesOf(down['payment-channel'])).toBe('arrives good, answers bad, slow skipped, announced skipped');
  expect(down['payment-channel']).toMatchObject({ phase: 'concluded', node: 'channel-b' });
  expect(down['payment-channel']?.conclusion?.zh).toContain('渠道自己在失败');
  expect(statesOf(down['orders-fall'])).toBe(
    'failing good, visitors good, submits good, pays bad, accepts good, outside waiting',
  );

  const certificate = await runsOn({ kind: 'certReload', channel: 'B' }, 'channel-b');
  expect(statesOf(certificate['payment-channel'])).toBe('arrives bad, answers skipped, slow skipped, announced skipped');
  expect(certificate['payment-channel']?.conclusion?.en).toContain('our certificates');
});

it('says of a service whether it is overrun, short of machines, or failing by itself', async () => {
  const overrun = await runsOn({ kind: 'promotionBurst' }, 'order-submit');
  expect(statesOf(overrun['slow-or-failing-service'])).toMatch(/^load bad, saturation skipped/);
  const short = await runsOn({ kind: 'capacityLoss', node: 'order-core' }, 'order-core');
  expect(statesOf(short['slow-or-failing-service'])).toMatch(/^load good, saturation bad, failures skipped/);
  const failing = await runsOn({ kind: 'errors', node: 'order-core' }, 'order-core');
  expect(statesOf(failing['slow-or-failing-service'])).toBe(
    'load good, saturation good, failures bad, slow good, released waiting',
  );
  const slow = await runsOn({ kind: 'latency', node: 'order-core' }, 'order-core');
  expect(statesOf(slow['slow-or-failing-service'])).toBe('load good, saturation good, failures good, slow bad, released waiting');
});

it('finds a slow database and a queue whose messages pile up', async () => {
  const database = await runsOn({ kind: 'slowDatabase', node: 'mysql-order' }, 'mysql-order');
  expect(statesOf(database['database'])).toBe('load good, slow bad, jobs skipped');
  expect(statesOf(database['orders-fall'])).toMatch(/submits bad/);
  const queue = await runsOn({ kind: 'messageBacklog', node: 'mq-pay' }, 'mq-pay');
  expect(statesOf(queue['queue'])).toBe('delivered bad, full bad, consumers skipped');
});

it('finds nothing bad in a city where nothing is wrong', async () => {
  const runs = await runsOn({ kind: 'latency', node: 'order-core', addedMs: 0 }, 'order-core');
  const checks = Object.values(runs).flatMap((run) => run.checks);
  expect(checks.filter(({ state }) => state !== 'good' && state !== 'waiting')).toEqual([]);
  expect(checks.find(({ id }) => id === 'load')?.said?.zh).toMatch(/^[\d,]+\/s，平时 [\d,]+\/s；高于平时的 180% 为异常。$/);
});
