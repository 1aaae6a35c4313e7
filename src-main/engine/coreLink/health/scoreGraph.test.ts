import { describe, expect, it } from 'vitest';
import { healthRuleNames } from '../../../../contract/graphQuery';
import type { GraphReading } from '../graphReading';
import { healthRules } from './healthRules';
import { judgeGraph } from './judgeGraph';
import { scoreGraph, type PlaceScore } from './scoreGraph';
import { storyGraph, type CallStory, type NodeStory } from './storyGraph';

const scored = (reading: GraphReading): ((id: string) => PlaceScore) => {
  const scores = scoreGraph(reading);
  const places = [...reading.nodes, ...reading.edges].map(({ id }, i) => [id, [...scores.nodes, ...scores.edges][i]] as const);
  const byId = new Map(places);
  return (id) => byId.get(id) ?? expect.fail(`there is no place ${id}`);
};
const calm: NodeStory = { usual: {} };

describe('a payment channel that is down', () => {
  const channel = { failures: 90, latencyMsP50: 900, latencyMsP99: 2_000 };
  const of = scored(
    storyGraph(
      {
        cashier: { usual: { requests: 300, latencyMsP50: 140 }, now: { failures: 90 } },
        router: { usual: { requests: 300, latencyMsP50: 120 }, now: { failures: 90 } },
        'channel-a': { usual: { requests: 200, latencyMsP50: 100 } },
        'channel-b': { usual: { latencyMsP50: 100 }, now: channel },
        'pay-notify': { usual: { requests: 300 }, now: { requests: 110 } },
      },
      [
        { from: 'cashier', to: 'router', usual: { requests: 300 }, caller: { failures: 90 }, callee: { failures: 90 } },
        { from: 'router', to: 'channel-a', usual: { requests: 200, latencyMsP50: 100 } },
        { from: 'router', to: 'channel-b', usual: { latencyMsP50: 100 }, caller: channel, callee: channel },
        { from: 'router', to: 'pay-notify', usual: { requests: 300 }, caller: { requests: 110 }, callee: { requests: 110 } },
      ],
    ),
  );

  it('is the lowest of all, by failures of its own', () => {
    expect(of('channel-b').score).toBeLessThan(20);
    expect(of('channel-b').lost[0]).toMatchObject({ rule: 'failures', passedOnFrom: null, now: 0.9 });
  });

  it('makes its victims degraded and no worse, and they say whom they suffer from', () => {
    for (const id of ['router', 'cashier', 'router→channel-b', 'cashier→router']) {
      expect(of(id).score).toBeGreaterThanOrEqual(50);
      expect(of(id).score).toBeLessThan(90);
    }
    expect(of('router→channel-b').lost[0]?.passedOnFrom).toBe('channel-b');
    expect(of('router').lost[0]?.passedOnFrom).toBe('router→channel-b');
    expect(of('cashier').lost[0]?.passedOnFrom).toBe('cashier→router');
  });

  it('lights the way from the entry to the cause; missing calls behind it are affected, the other channel is not', () => {
    for (const id of ['cashier', 'cashier→router', 'router', 'router→channel-b', 'channel-b']) expect(of(id).part).toBe(2);
    expect(of('pay-notify').part).toBe(1);
    expect(of('router→pay-notify').lost[0]).toMatchObject({ rule: 'traffic', passedOnFrom: 'router' });
    expect([of('channel-a').part, of('channel-a').score]).toEqual([0, 100]);
  });
});

it('a slow database seen through three callers is one cause: it alone loses by itself', () => {
  const slow = { latencyMsP50: 60, latencyMsP99: 240 };
  const callers = ['submit', 'accept', 'deliver'];
  const nodes: Record<string, NodeStory> = { mysql: { usual: { requests: 300, latencyMsP50: 5 }, now: slow } };
  for (const id of callers) nodes[id] = { usual: { latencyMsP50: 30 }, now: { latencyMsP50: 85, latencyMsP99: 340 } };
  const calls = callers.map((from): CallStory => ({
    ...{ from, to: 'mysql', usual: { latencyMsP50: 5 }, callee: slow },
    caller: { latencyMsP50: 60.4, latencyMsP99: 241 },
  }));
  const of = scored(storyGraph(nodes, calls));
  expect(of('mysql').lost[0]).toMatchObject({ rule: 'latency', passedOnFrom: null });
  for (const id of callers) {
    expect(of(id).score).toBeGreaterThan(of('mysql').score);
    expect(of(id).lost.map(({ passedOnFrom }) => passedOnFrom)).toEqual([`${id}→mysql`]);
    expect(of(`${id}→mysql`).lost.map(({ passedOnFrom }) => passedOnFrom)).toEqual(['mysql']);
  }
});

it('a database whose callers give up waiting answers for what they saw fail, though it counts every call as done', () => {
  const slow = { latencyMsP50: 400, latencyMsP99: 900 };
  const of = scored(
    storyGraph(
      { dispatch: { usual: { latencyMsP50: 80 }, now: { failures: 95 } }, geo: { usual: { latencyMsP50: 1 }, now: slow } },
      [
        {
          ...{ from: 'dispatch', to: 'geo', usual: { latencyMsP50: 1 }, callee: slow },
          caller: { failures: 95, latencyMsP50: 100, latencyMsP99: 100 },
        },
      ],
    ),
  );
  expect(of('geo').lost.map(({ rule, detail }) => [rule, detail])).toContainEqual(['failures', 'caller']);
  expect(of('geo').score).toBeLessThan(of('dispatch').score);
  expect(of('dispatch→geo').lost.every(({ passedOnFrom }) => passedOnFrom === 'geo')).toBe(true);
});

it('jitter between two healthy nodes is the link’s own: the gap of both sides', () => {
  const of = scored(
    storyGraph({ order: { usual: { latencyMsP50: 30 }, now: { latencyMsP50: 90, failures: 8 } }, mysql: calm }, [
      { from: 'order', to: 'mysql', usual: {}, caller: { failures: 8, latencyMsP50: 70 }, callee: { requests: 92 } },
    ]),
  );
  expect(of('order→mysql').lost.map(({ rule, detail, passedOnFrom }) => [rule, detail, passedOnFrom])).toEqual(
    expect.arrayContaining([
      ['failures', 'network', null],
      ['latency', 'network', null],
    ]),
  );
  expect(of('mysql').score).toBe(100);
  expect(of('order').lost.every(({ passedOnFrom }) => passedOnFrom === 'order→mysql')).toBe(true);
});

it('a link is cut when calls are made and none arrives; a node that merely gets none is not to blame', () => {
  const of = scored(
    storyGraph({ router: { usual: {}, now: { failures: 100 } }, channel: { usual: {}, now: { requests: 0, failures: 0 } } }, [
      { from: 'router', to: 'channel', usual: {}, caller: { failures: 100 }, callee: { requests: 0, failures: 0 } },
    ]),
  );
  expect([of('router→channel').cut, of('router').cut]).toEqual([true, false]);
  expect(of('router→channel').score).toBeLessThan(20);
  expect(of('channel').lost).toMatchObject([{ rule: 'traffic', passedOnFrom: 'router→channel' }]);
  expect(of('channel').score).toBeGreaterThanOrEqual(50);
});

it('an idle service is unknown, whatever became of its two calls; at few calls chance costs nothing', () => {
  const two = { requests: 2 / 60 };
  const of = scored(
    storyGraph(
      {
        idle: { usual: two, now: { failures: 1 / 60 } },
        quiet: { usual: { requests: 0.5 }, now: { failures: 1 / 60 } },
        silent: { usual: {}, now: { requests: Number.NaN, failures: Number.NaN } },
      },
      [],
    ),
  );
  expect(of('idle')).toMatchObject({ score: Number.NaN, lost: [] });
  expect(of('quiet').score).toBe(100);
  expect(of('silent').lost[0]).toMatchObject({ rule: 'traffic', now: 0 });
});

it('a machine park that lost machines is busier than its traffic explains; one that is merely visited more is not', () => {
  const usual = { saturation: 0.3 };
  const of = scored(
    storyGraph({ fewer: { usual, now: { saturation: 0.6 } }, visited: { usual, now: { requests: 200, saturation: 0.6 } } }, []),
  );
  expect(of('fewer').lost).toMatchObject([{ rule: 'saturation', now: 0.6, usual: 0.3, passedOnFrom: null }]);
  expect(of('visited').score).toBe(100);
});

it('a cache that lost its keys is found by the calls that now fall on the database', () => {
  const of = scored(
    storyGraph(
      {
        menu: calm,
        cache: { usual: { requests: 120, latencyMsP50: 1 } },
        mysql: { usual: { requests: 5 }, now: { requests: 110 } },
      },
      [
        { from: 'menu', to: 'cache', usual: { requests: 120, latencyMsP50: 1 } },
        { from: 'menu', to: 'mysql', usual: { requests: 5 }, caller: { requests: 110 }, callee: { requests: 110 } },
      ],
    ),
  );
  expect(of('cache').lost).toMatchObject([{ rule: 'traffic', detail: 'caller', passedOnFrom: null }]);
  expect(of('menu→mysql').lost).toMatchObject([{ rule: 'traffic', passedOnFrom: 'cache' }]);
  expect(of('cache').score).toBeLessThan(of('menu→mysql').score);
});

it('a new release alone costs nothing; beside failures of the same node it costs a little more', () => {
  const title = { zh: '发布', en: 'released' };
  const changes = [{ title, at: 0 }];
  const now = { failures: 10 };
  const of = scored(
    storyGraph({ released: { usual: {}, changes }, failing: { usual: {}, now }, both: { usual: {}, now, changes } }, []),
  );
  expect(of('released').score).toBe(100);
  expect(of('both').score).toBeLessThan(of('failing').score);
  expect(of('both').lost.at(-1)).toMatchObject({ rule: 'change', said: title });
});

it('of several alerts the gravest counts, and a finding adds to what was measured', () => {
  const alert = (severity: 'critical' | 'warning') => ({ severity, title: { zh: severity, en: severity }, at: 0 });
  const finding = { metricId: 'node.latency', score: 3, direction: 'above' as const, startedAt: 0 };
  const of = scored(
    storyGraph({ a: { usual: {}, alerts: [alert('warning'), alert('critical')] }, b: { usual: {}, findings: [finding] } }, []),
  );
  expect(of('a').lost).toMatchObject([{ rule: 'alert', points: 30, said: { en: 'critical' } }]);
  expect(of('b').lost).toMatchObject([{ rule: 'finding', points: 10 }]);
});

it('what was ill in one reference span is not taken for usual', () => {
  const reading = storyGraph({ a: { usual: {}, now: { failures: 40 } } }, []);
  const ill = reading.nodes.map((node) => ({
    ...node,
    seen: { ...node.seen, past: [node.seen.now, ...node.seen.past.slice(1)] },
  }));
  const [score] = scoreGraph({ ...reading, nodes: ill }).nodes;
  expect(score?.score).toBeLessThan(50);
});

describe.each(healthRuleNames)('the rule %s', (name) => {
  const healthy = storyGraph({ a: calm, b: calm }, [{ from: 'a', to: 'b', usual: {} }]);
  const nothing = { requests: Number.NaN, failures: Number.NaN, latencyMsP50: Number.NaN, latencyMsP99: Number.NaN };
  const dark = storyGraph({ a: { usual: nothing }, b: { usual: { ...nothing, saturation: Number.NaN } } }, [
    { from: 'a', to: 'b', usual: nothing },
  ]);
  const awful = { requests: 500, failures: 500, latencyMsP50: 5_000, latencyMsP99: 9_000, saturation: 1 };
  const ill = storyGraph({ a: { usual: {}, now: awful }, b: { usual: {}, now: awful } }, [
    { from: 'a', to: 'b', usual: {}, caller: awful, callee: awful },
  ]);
  const ask = (reading: GraphReading) => {
    const graph = judgeGraph(reading);
    const scope = { graph, before: [] };
    const rule = healthRules[name];
    return [
      ...graph.nodes.flatMap((node) => rule.ofNode(node, scope)),
      ...graph.edges.flatMap((edge) => rule.ofEdge(edge, scope)),
    ];
  };

  it('takes nothing from what is as usual, nor from what is not known', () => {
    expect(ask(healthy)).toEqual([]);
    expect(ask(dark)).toEqual([]);
  });

  it('never takes more than a hundred points, and names places that exist', () => {
    for (const { points, source, now, usual } of ask(ill)) {
      expect(points).toBeGreaterThan(0);
      expect(points).toBeLessThanOrEqual(100);
      expect(source === null || source < 3).toBe(true);
      expect([now, usual].some(Number.isNaN)).toBe(false);
    }
  });
});

it('a thousand nodes and five thousand links add up to at most a hundred points each, in a ring of blame too', () => {
  const names = Array.from({ length: 1_000 }, (_, i) => `n${i}`);
  const nodes = Object.fromEntries(names.map((id, i) => [id, { usual: {}, now: { failures: i % 7 } }]));
  const calls = Array.from({ length: 5_000 }, (_, i): CallStory => {
    const now = { failures: i % 5, latencyMsP50: 10 + (i % 90) };
    return { from: `n${i % 1_000}`, to: `n${(i * 7 + 1) % 1_000}`, usual: {}, caller: now, callee: now };
  });
  const reading = storyGraph(nodes, calls);
  const { nodes: scores, edges } = scoreGraph(reading);
  for (const { score, lost } of [...scores, ...edges])
    expect(100 - lost.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
});
