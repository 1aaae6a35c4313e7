import { expect, test } from 'vitest';
import type { CheckRun, Diagnosis, IncidentCase, Suspect } from '../../../../contract/diagnosis';
import { workspaceSchema } from '../../../../contract/workspace';
import { BackendFailure } from '../../backends/backend';
import { createSeriesCatalog } from '../../samples/series';
import { FakeTimers } from '../../testing/fakeTimers';
import { CheckDesk } from './checkDesk';

const name = { zh: '店', en: 'shop' };
const says = (text: string) => ({ zh: `结论 ${text}`, en: text });
const noon = Date.parse('2026-11-26T12:00:00+08:00');
const minute = 60_000;

const query = (id: string, metric: string, bad: object, more: object = {}) => ({ id, kind: 'query', name, metric, bad, ...more });
const asked = {
  id: 'asked',
  kind: 'question',
  name,
  answers: ['yes', 'no'].map((id) => ({ id, name: says(id), means: id === 'yes' ? 'bad' : 'good' })),
};
const ofNode = (id: string, more: object = {}) => query(id, 'slow', { above: '300%' }, { slice: { node: '$suspect' }, ...more });

function shop(runbooks: object) {
  const node = { name, domain: 'd' };
  const metric = (of: string) => ({ name, of, unit: 'ms', query: { demoCity: of } });
  return workspaceSchema.parse({
    ...{ version: 1, name, timeZone: 'Asia/Shanghai', source: 'city', backends: { city: { kind: 'demoCity', url: 'embedded' } } },
    metrics: {
      paid: { name, query: { demoCity: 'paid' } },
      placed: { name, query: { demoCity: 'placed' } },
      slow: metric('node'),
    },
    funnel: [{ metric: 'paid' }],
    coreLink: {
      domains: { d: { name } },
      nodes: { pay: { ...node, kind: 'service' }, db: { ...node, kind: 'middleware' } },
    },
    runbooks,
  });
}

const incident: IncidentCase = {
  ...{ id: '1126-01', traffic: 'real', startedAt: noon, raisedAt: noon + 20_000, alarms: [] },
  cost: { metricId: 'paid', since: noon, perMinute: 400 },
  answers: [],
};

function diagnosis(node: string, series: 'latency' | 'failures' = 'latency'): Diagnosis {
  const evidence = {
    why: 'own',
    of: node,
    series,
    usual: 1,
    now: 9,
    since: noon,
    weight: 1,
    lines: [],
    from: noon,
    to: noon,
  } as const;
  const suspect: Suspect = {
    ...{ id: `node ${node}`, kind: 'node', target: node, name, confidence: 0.9, explains: { share: 1, perMinute: 400 } },
    ...{ since: noon, path: [node], evidence: [evidence], changes: [] },
  };
  return {
    ...{ incidentId: incident.id, version: 1, phase: 'told', reason: null, firstAt: noon, at: noon, from: noon, to: noon },
    ...{ verdict: 'fault', demand: 1, symptom: { node: null, kind: 'failures' }, suspects: [suspect] },
    ...{ residual: { share: 0, perMinute: 0 }, ruledOut: [], dimensions: [], tookMs: 1 },
  };
}

/** Samples as `rate` says them, two minutes into the incident. */
function openDesk(runbooks: object) {
  const timers = new FakeTimers();
  const workspace = shop(runbooks);
  const catalog = createSeriesCatalog(workspace);
  const room = {
    timers,
    rate: (metric: string, at: number, _node: string): number => (metric === 'paid' && at >= noon ? 50 : 100),
    failure: null as BackendFailure | null,
    reads: [] as string[],
    /** Every record that was told, newest last. */
    told: [] as CheckRun[],
    run: (runbookId: string) => room.told.findLast((run) => run.runbookId === runbookId),
    states: (runbookId: string) =>
      room
        .run(runbookId)
        ?.checks.map(({ state }) => state)
        .join(' '),
    /** A round of polling, and all that follows from it. */
    round: async (afterMs = 0) => {
      await timers.advance(afterMs);
      desk.round();
      await timers.advance(0);
      await timers.advance(0);
      await timers.advance(0);
    },
  };
  const desk = new CheckDesk({
    ...{ workspace, revision: 1, timers, roomAt: () => noon + 2 * minute, seenTo: () => noon + 2 * minute },
    post: (message) => {
      if (message.type === 'checks') room.told.push(message.run);
    },
    lookUp: (metricId, slice) => catalog({ metricId, slice, traffic: 'real' }),
    expected: () => null,
    read: async (series, firstSlot, count) => {
      room.reads.push(series.map(({ metricId, slice }) => `${metricId} ${slice['node'] ?? ''}`.trim()).join());
      if (room.failure !== null) throw room.failure;
      return series.map(({ metricId, slice, stepMs }) =>
        Float64Array.from({ length: count }, (_, i) => room.rate(metricId, (firstSlot + i) * stepMs, slice['node'] ?? '')),
      );
    },
    ...{ demoCityUrl: null, secrets: {}, folder: null },
  });
  return { ...room, desk, room };
}

test('checks run in order by themselves, say what they found with the line to draw, and stop at the first that concludes', async () => {
  const { desk, room } = openDesk({
    orders: {
      name,
      checks: [
        query('placed', 'placed', { below: '80%' }),
        query('paid', 'paid', { below: '80%' }, { concludes: { bad: says('pay') } }),
        query('after', 'placed', { above: 1 }),
        asked,
      ],
    },
  });
  desk.use([incident]);
  expect(room.states('orders')).toBe('due due due waiting');
  await room.round();
  expect(room.states('orders')).toBe('good bad skipped skipped');
  expect(room.run('orders')).toMatchObject({
    phase: 'concluded',
    conclusion: { en: 'pay' },
    node: null,
    endedAt: noon + 2 * minute,
  });
  expect(room.run('orders')?.checks[1]).toMatchObject({
    ...{ value: 50, unit: '/s', at: noon + 2 * minute, by: null },
    said: { zh: '50/s，平时 100/s；低于平时的 80% 为异常。', en: '50/s, usually 100/s; bad below 80% of usual.' },
    line: { metricId: 'paid', slice: {}, from: noon - 15 * minute, to: noon + 2 * minute },
  });
  expect(room.reads).not.toContain('after');
});

test('a person’s answer counts, ends the run where it concludes, and may still be given when nothing waits for it', async () => {
  const { desk, room } = openDesk({
    orders: { name, checks: [query('placed', 'placed', { below: 1 }), { ...asked, concludes: { bad: says('sale') } }] },
  });
  desk.use([incident]);
  await room.round();
  expect(room.run('orders')).toMatchObject({ phase: 'waiting', endedAt: null });
  const answer = { runbookId: 'orders', checkId: 'asked', answerId: 'yes', note: '会场', by: '安', at: noon + minute };
  desk.use([{ ...incident, answers: [answer] }]);
  expect(room.run('orders')).toMatchObject({ phase: 'concluded', conclusion: { en: 'sale' } });
  expect(room.run('orders')?.checks[1]).toMatchObject({
    state: 'bad',
    by: '安',
    said: { zh: '结论 yes：会场', en: 'yes: 会场' },
  });
  desk.use([{ ...incident, answers: [{ ...answer, answerId: 'no', note: '', at: noon + 2 * minute }] }]);
  expect(room.run('orders')).toMatchObject({ phase: 'done', conclusion: null });
});

test('what cannot be found out is unknown, does not hold up what follows, and is asked a few times more', async () => {
  const { desk, room } = openDesk({
    orders: { name, checks: [query('paid', 'paid', { below: '80%' }), query('placed', 'placed', { below: 1 })] },
  });
  room.failure = new BackendFailure('refused', 'http://shop refuses connections.');
  desk.use([incident]);
  await room.round();
  expect(room.states('orders')).toBe('unknown unknown');
  expect(room.run('orders')).toMatchObject({ phase: 'running' });
  expect(room.run('orders')?.checks[0]?.said).toEqual({
    zh: '没能查到：对方拒绝连接（http://shop refuses connections.）',
    en: 'Not found out. http://shop refuses connections.',
  });
  await room.round(1_000);
  expect(room.reads).toHaveLength(2);
  room.failure = null;
  await room.round(15_000);
  expect(room.states('orders')).toBe('bad good');
  expect(room.run('orders')?.phase).toBe('done');
});

test('a backend that stays away is left to people after four looks', async () => {
  const { desk, room } = openDesk({ orders: { name, checks: [query('paid', 'paid', { below: 1 })] } });
  room.failure = new BackendFailure('busy', 'later', 40_000);
  desk.use([incident]);
  for (let i = 0; i < 10; i += 1) await room.round(20_000);
  expect(room.reads).toHaveLength(4);
  expect(room.run('orders')).toMatchObject({ phase: 'done', conclusion: null });
});

test('a runbook for suspects waits for one, is about the likeliest that fits, and follows a diagnosis that changes its mind', async () => {
  const { desk, room } = openDesk({
    service: { name, when: { kinds: ['service'] }, checks: [ofNode('slow')] },
    slow: { name, when: { symptom: 'latency' }, checks: [ofNode('slow')] },
    failing: { name, when: { symptom: 'failures' }, checks: [ofNode('slow')] },
  });
  room.rate = (_metric, at, node) => (node === 'db' && at >= noon ? 900 : 100);
  desk.use([incident]);
  await room.round();
  expect(room.told).toEqual([]);
  desk.diagnosed(diagnosis('pay'));
  await room.round();
  expect([room.run('service'), room.run('slow')]).toMatchObject([{ node: 'pay' }, { node: 'pay', phase: 'done' }]);
  expect(room.run('failing')).toBeUndefined();
  desk.diagnosed(diagnosis('db'));
  await room.round();
  expect(room.run('service')).toMatchObject({ node: 'pay' });
  expect(room.run('slow')).toMatchObject({ node: 'db', checks: [{ state: 'bad', value: 900, unit: 'ms' }] });
  for (const node of ['pay', 'db', 'pay', 'db']) desk.diagnosed(diagnosis(node));
  await room.round();
  expect(room.told.filter(({ runbookId, checks }) => runbookId === 'slow' && checks[0]?.state === 'due')).toHaveLength(3);
});

test('an incident that is over is not looked at any more, and asking anew looks at everything once more', async () => {
  const { desk, room } = openDesk({ orders: { name, checks: [query('placed', 'placed', { below: 1 })] } });
  desk.use([incident]);
  desk.use([]);
  await room.round();
  expect(room.reads).toEqual([]);
  desk.use([incident]);
  await room.round();
  const looked = room.reads.length;
  desk.renew(incident.id);
  await room.round();
  expect(room.reads).toHaveLength(2 * looked);
});

test('which orders, which symptom and which metrics decide whether a runbook is for this incident', async () => {
  const { desk, room } = openDesk({
    loss: { name, when: { symptom: 'loss' }, checks: [asked] },
    paid: { name, when: { metrics: ['paid'] }, checks: [asked] },
    placed: { name, when: { metrics: ['placed'] }, checks: [asked] },
  });
  desk.use([{ ...incident, cost: null }]);
  expect(room.told).toEqual([]);
  desk.use([incident]);
  expect(room.told.map(({ runbookId }) => runbookId)).toEqual(['loss', 'paid']);
});
