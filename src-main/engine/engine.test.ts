import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromEngine } from '../../contract/engineProtocol';
import type { DayShift, PanelQuery } from '../../contract/frames';
import { workspaceSchema } from '../../contract/workspace';
import { createEngine, type Engine } from './engine';
import { startCityStandIn, type CityStandIn } from './testing/cityStandIn';
import { WindowStandIn } from './testing/windowStandIn';
import { systemTimers } from './timers';

const name = { zh: '单', en: 'orders' };
const noon = Date.parse('2026-11-22T12:00:00+08:00') + 4_000;
const dayMs = 86_400_000;
let city: CityStandIn;
let engine: Engine;
let window: WindowStandIn;
let messages: FromEngine[];

beforeEach(async () => {
  city = await startCityStandIn(noon);
  messages = [];
  window = new WindowStandIn();
  engine = createEngine({
    post: (message) => messages.push(message),
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  engine.handle(
    { type: 'workspace', revision: 3, workspace: shop(), demoCityUrl: city.url, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
});
afterEach(async () => {
  await engine.close();
  await city.close();
});

function shop() {
  const metric = (query: string) => ({ name, query: { demoCity: query }, watch: false });
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: {
      city: { kind: 'demoCity', url: 'embedded', poll: '100ms' },
      unused: { kind: 'prometheus', url: 'http://127.0.0.1:1' },
    },
    source: 'city',
    metrics: { submitted: metric('submitted'), paid: metric('paid'), other: metric('other'), wrong: metric('no.such') },
    funnel: [{ metric: 'submitted' }, { metric: 'paid', lag: '20s' }],
    runbooks: {
      orders: {
        name,
        when: { symptom: 'loss' },
        checks: [{ id: 'paid', kind: 'query', name, metric: 'paid', per: 'submitted', bad: { below: '80%' } }],
      },
    },
  });
}

function panel(
  panelId: string,
  days: readonly DayShift[] = ['today'],
  change: Partial<PanelQuery> & { metricId?: string } = {},
): PanelQuery {
  const { metricId = 'submitted', ...rest } = change;
  const lines = days.map((day) => ({ metricId, slice: {}, traffic: 'real' as const, day }));
  return { panelId, lines, at: null, beforeMs: 600_000, afterMs: 0, axis: 'sliding', pointsMax: 600, ...rest };
}

const known = (column: Float64Array | undefined): number[] => [...(column ?? [])].filter((value) => !Number.isNaN(value));
const backendsTold = () => messages.flatMap((message) => (message.type === 'backends' ? message.backends : []));
const stagesTold = () => messages.flatMap((message) => (message.type === 'stages' ? message.stages : []));
const eventsTold = () => messages.flatMap((message) => (message.type === 'events' ? message.events : []));

describe('the engine', () => {
  it('paints today without waiting for any other day, and those when they arrive', async () => {
    city.rate = (_, at) => (at > noon - dayMs / 2 ? 100 : at > noon - 1.5 * dayMs ? 50 : 70);
    const held: (() => void)[] = [];
    city.delay = (from) => (from < noon - dayMs / 2 ? new Promise((resolve) => held.push(resolve)) : Promise.resolve());
    window.ask([panel('p', ['today', 'yesterday', 'lastWeek', 'expected'])]);
    const first = await window.until('p', ({ columns }) => known(columns[0]).length === 61);
    expect(first.columns.slice(1).map((column) => known(column).length)).toEqual([0, 0, 0]);
    expect(first.lines.map(({ phase }) => phase)).toEqual(['live', 'loading', 'loading', 'loading']);

    // Three of the four weeks are not an expectation yet.
    city.delay = (from) => (from < noon - 27 * dayMs ? new Promise((resolve) => held.push(resolve)) : Promise.resolve());
    for (const release of held.splice(0)) release();
    const most = await window.until('p', ({ columns }) => known(columns[2]).length === 61);
    expect([most.lines[3]?.phase, known(most.columns[3]).length]).toEqual(['loading', 0]);
    city.delay = null;
    for (const release of held.splice(0)) release();
    const whole = await window.until('p', ({ columns }) => columns.every((column) => known(column).length === 61));
    expect(whole.columns.map((column) => known(column)[0])).toEqual([100, 50, 70, 70]);
    expect(whole.lines.map(({ phase }) => phase)).toEqual(['live', 'live', 'live', 'live']);
  });

  it('reads the newest bucket as collected so far and says how much of it was seen', async () => {
    window.ask([panel('p')]);
    const shown = await window.until('p', ({ columns }) => known(columns[0]).length === 61);
    expect(shown.lines[0]).toMatchObject({
      sampleAt: noon,
      filling: { at: noon - 4_000, share: 0.4 },
      reporting: { count: 3, expected: 3 },
    });
    expect(known(shown.columns[0]).at(-1)).toBeCloseTo(40, 9);
  });

  it('numbers its batches without a hole and sends little once the picture stands', async () => {
    window.ask([panel('p')]);
    await window.until('p', ({ columns }) => known(columns[0]).length === 61);
    city.now += 1_000;
    const sampleAt = city.now;
    await window.until('p', ({ lines }) => lines[0]?.sampleAt === sampleAt);
    expect(window.batches.map(({ sequence }) => sequence)).toEqual(window.batches.map((_, i) => i + 1));
    const last = window.batches.at(-1)?.frames[0];
    expect([last?.mode, last?.columns[0]?.length]).toEqual(['append', 1]);
  });

  it('keeps the last good values of a city that died, and starts from nothing when another one answers', async () => {
    window.ask([panel('p')]);
    await window.until('p', ({ columns }) => known(columns[0]).length === 61);
    city.intercept = (_, response) => response.destroy().destroyed;
    const dead = await window.until('p', ({ lines }) => lines[0]?.phase === 'failed');
    expect([dead.lines[0]?.sampleAt, known(dead.columns[0]).length]).toEqual([noon, 61]);
    await expect.poll(() => backendsTold().at(-1)?.phase).toBe('failing');

    city.intercept = null;
    city.seed = 2;
    city.rate = () => 7;
    const other = await window.until('p', ({ columns }) => known(columns[0]).length === 61 && columns[0]?.[0] === 7);
    expect(other.lines[0]?.phase).toBe('live');
    await expect.poll(() => backendsTold().at(-1)?.phase).toBe('live');
  });

  it('polls the funnel and what windows show, nothing else, and never a backend that no metric reads', async () => {
    const polled = new Set<string>();
    city.rate = (metric) => {
      polled.add(metric);
      return 1;
    };
    window.ask([panel('p')]);
    await window.until('p', ({ columns }) => known(columns[0]).length === 61);
    expect([...polled].sort()).toEqual(['paid', 'submitted']);
    window.ask([panel('q', ['today'], { metricId: 'other' })]);
    await window.until('q', ({ columns }) => known(columns[0]).length === 61);
    expect([...polled].sort()).toEqual(['other', 'paid', 'submitted']);
    expect(new Set(backendsTold().map(({ id }) => id))).toEqual(new Set(['city']));
  });

  it('looks at a new incident by its runbooks, with the samples that everything is drawn from', async () => {
    const startedAt = noon - 124_000;
    city.rate = (metric, at) => (metric === 'paid' && at >= startedAt ? 40 : 100);
    const cost = { metricId: 'paid', since: startedAt, perMinute: 3_600 };
    const incident = { id: '1', traffic: 'real', startedAt, raisedAt: noon, alarms: [], cost, answers: [] } as const;
    engine.handle({ type: 'incidents', incidents: [incident] }, undefined);
    const runs = () => messages.flatMap((message) => (message.type === 'checks' ? [message.run] : []));
    await expect.poll(() => runs().at(-1)?.phase).toBe('done');
    expect(runs().at(-1)?.checks).toMatchObject([{ state: 'bad', value: 40, unit: '%' }]);
    expect(runs().at(-1)?.checks[0]?.said?.zh).toBe('40%，平时 100%；低于平时的 80% 为异常。');
  });

  it('refuses junk from a window and goes on', async () => {
    for (const junk of [null, 7, 'panels', { type: 'panels' }, { type: 'panels', panels: [{ panelId: '' }] }, { type: 'exit' }])
      window.send(junk);
    window.ask([panel('p')]);
    await window.until('p', ({ columns }) => known(columns[0]).length > 0);
    expect(messages.filter((message) => message.type === 'log' && message.text.includes('refused')).length).toBe(6);
  });

  it('says why a line cannot be had, and leaves the lines beside it alone', async () => {
    const lines = [
      ...panel('p').lines,
      ...panel('p', ['today'], { metricId: 'wrong' }).lines,
      ...panel('p', ['today'], { metricId: 'nowhere' }).lines,
    ];
    window.ask([{ ...panel('p'), lines }]);
    const shown = await window.until('p', ({ lines: [one, two] }) => one?.phase === 'live' && two?.phase === 'failed');
    expect(shown.lines[1]?.reason).toContain('no such metric: no.such');
    expect(shown.lines[2]?.reason).toBe('The workspace has no metric "nowhere".');
  });

  it('shows any past moment by the same path, and reads a fortnight in the width it is drawn', async () => {
    city.rate = (_, at) => at / 1_000;
    const at = noon - 3 * dayMs;
    window.ask([
      panel('past', ['today', 'yesterday'], { at }),
      panel('wide', ['today'], { beforeMs: 14 * dayMs, pointsMax: 400 }),
    ]);
    const past = await window.until('past', ({ columns }) => columns.every((column) => known(column).length === column.length));
    expect(past.columns.map((column) => column[0])).toEqual([past.from / 1_000, (past.from - dayMs) / 1_000]);
    const wide = await window.until('wide', ({ columns }) => known(columns[0]).length === columns[0]?.length);
    expect(wide.columns[0]?.length).toBeLessThanOrEqual(401);
    expect(city.queries.every(({ from, to, stepMs }) => (to - from) / stepMs <= 10_000)).toBe(true);
  });

  it('tells main the room clock, the stages with their comparisons, and each event once', async () => {
    city.rate = (metric, at) => (metric === 'paid' ? 90 : 100) * (at < noon - dayMs / 2 ? 0.5 : 1);
    city.events = [{ id: 'e1', at: noon - 60_000, kind: 'change', title: name, target: 'pay', traffic: 'real' }];
    await expect
      .poll(() => stagesTold().findLast(({ metricId }) => metricId === 'paid'))
      .toMatchObject({
        bucketAt: noon - 14_000,
        value: 90,
        yesterday: 45,
        lastWeek: 45,
        expected: 45,
        conversion: 0.9,
        conversionExpected: 0.9,
        missingSoFar: null,
      });
    expect(stagesTold().find(({ metricId }) => metricId === 'submitted')?.conversion).toBeNull();
    const clock = messages.find((message) => message.type === 'clock');
    expect(clock).toMatchObject({ clock: { rate: 1, workstationOffMs: null, backendId: 'city' } });
    city.events = [...city.events, { id: 'e2', at: noon, kind: 'promotion', title: name, target: null, traffic: 'real' }];
    await expect.poll(() => eventsTold().map(({ id }) => id)).toEqual(['e1', 'e2']);
    expect(eventsTold()[0]).toMatchObject({ backendId: 'city', target: 'pay' });
  });

  it('waits for a city that is still starting instead of showing another time, and keeps no history of a made-up world', async () => {
    const opened: string[] = [];
    const told: FromEngine[] = [];
    const other = createEngine({
      post: (message) => told.push(message),
      timers: systemTimers,
      random: Math.random,
      openHistory: async (_, key) => (opened.push(key), null),
    });
    const early = new WindowStandIn();
    other.handle(
      { type: 'workspace', revision: 1, workspace: shop(), demoCityUrl: null, dataFolder: '', secrets: {}, folder: null },
      undefined,
    );
    other.handle({ type: 'connectWindow', windowId: 'w' }, early.port);
    early.ask([panel('p')]);
    await expect.poll(() => told.some((message) => message.type === 'backends')).toBe(true);
    expect(told.flatMap((message) => (message.type === 'backends' ? message.backends : []))).toMatchObject([
      { phase: 'connecting' },
    ]);
    expect(early.batches).toEqual([]);
    other.handle(
      { type: 'workspace', revision: 1, workspace: shop(), demoCityUrl: city.url, dataFolder: '', secrets: {}, folder: null },
      undefined,
    );
    const shown = await early.until('p', ({ columns }) => known(columns[0]).length === 61);
    expect(shown.lines[0]?.sampleAt).toBe(noon);
    expect(opened).toEqual([]);
    await other.close();
  });

  it('lets go of a window that closed, and serves it again on a new port', async () => {
    window.ask([panel('p', ['today'], { metricId: 'other' })]);
    await window.until('p', ({ columns }) => known(columns[0]).length > 0);
    window.disconnect();
    const again = new WindowStandIn();
    engine.handle({ type: 'connectWindow', windowId: 'w' }, again.port);
    again.ask([panel('p')]);
    await again.until('p', ({ columns }) => known(columns[0]).length > 0);
    expect(again.batches[0]?.sequence).toBe(1);
  });
});
