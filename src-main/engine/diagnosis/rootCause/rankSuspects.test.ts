import { describe, expect, it } from 'vitest';
import type { CauseCase } from './causeCase';
import { rankSuspects } from './rankSuspects';
import { faultyFrom, minuteMs, testCase } from './testCase';

describe('who did it', () => {
  it('is the payment channel that times out, not the router before it nor the checkout that waits', () => {
    const { suspects, residual } = rankSuspects(
      testCase({
        nodes: {
          checkout: [100, [0.12, 0.9], [0.001, 0.28]],
          router: [100, [0.09, 0.87], [0.001, 0.28]],
          channelA: null,
          channelB: null,
        },
        calls: {
          'checkout→router': [100, [0.1, 0.88], [0.001, 0.28]],
          'router→channelA': [40, [0.08, 2], [0.002, 0.7]],
          'router→channelB': [60, 0.08, 0.001],
        },
        symptom: { node: 'checkout', kind: 'failures' },
      }),
    );
    expect(suspects[0]).toMatchObject({ id: 'channelA', path: ['checkout', 'router', 'channelA'] });
    expect(suspects[0]?.explains).toBeGreaterThan(0.9);
    expect(suspects[0]?.evidence[0]).toMatchObject({ of: 'router→channelA', series: 'failures', since: faultyFrom * minuteMs });
    // Some 28 of 100 payments a second failed.
    expect(suspects[0]?.evidence[0]?.amount).toBeCloseTo(28, -1);
    expect(residual).toBeLessThan(0.1);
  });

  it('is the slow database seen through three callers', () => {
    const { suspects } = rankSuspects(testCase(threeCallers));
    expect(suspects[0]).toMatchObject({ id: 'database', path: ['front', expect.any(String), 'database'] });
    expect(suspects[0]?.explains).toBeGreaterThan(0.8);
    expect(suspects[0]?.evidence[0]?.now).toBeCloseTo(0.1, 1);
    for (const { confidence } of suspects.slice(1)) expect(confidence).toBeLessThan(0.2);
  });

  it('is the one link that jitters, because the other links of both its ends do not', () => {
    const { suspects } = rankSuspects(
      testCase({
        nodes: { front: [50, [0.1, 0.3]], orders: [50, 0.04], stock: [50, 0.02], prices: [50, 0.02] },
        calls: {
          'front→orders': [50, [0.042, 0.242], 0, 0.04],
          'front→stock': [50, 0.022, 0, 0.02],
          'front→prices': [50, 0.022, 0, 0.02],
          'stock→orders': [5, 0.042, 0, 0.04],
          'prices→orders': [5, 0.042, 0, 0.04],
        },
        symptom: { node: 'front', kind: 'latency' },
      }),
    );
    expect(suspects[0]).toMatchObject({ kind: 'link', id: 'front→orders', nodes: ['orders', 'front'] });
  });

  it('is the machine whose every link is slow, rather than each of them', () => {
    const slow = [0.022, 0.222] as const;
    const { suspects } = rankSuspects(
      testCase({
        nodes: { front: [50, [0.1, 0.5]], menu: [50, [0.05, 0.25]], pay: [50, [0.05, 0.25]], users: [100, 0.02] },
        calls: {
          'front→menu': [50, [0.052, 0.252], 0, [0.05, 0.25]],
          'front→pay': [50, [0.052, 0.252], 0, [0.05, 0.25]],
          'menu→users': [50, slow, 0, 0.02],
          'pay→users': [50, slow, 0, 0.02],
        },
        symptom: { node: 'front', kind: 'latency' },
      }),
    );
    expect(suspects[0]).toMatchObject({ kind: 'node', id: 'users' });
    expect(suspects.flatMap(({ kind, id }) => (kind === 'node' ? id : []))).toEqual(['users']);
    expect(suspects[0]?.evidence.map(({ of }) => of).sort()).toEqual(['menu→users', 'pay→users']);
  });

  it('is not an idle node whose numbers jump a thousandfold and matter to nobody', () => {
    const { suspects } = rankSuspects(
      testCase({
        ...threeCallers,
        nodes: { ...threeCallers.nodes, mailer: [0.01, [0.0001, 0.1], 0, [0.0002, 0.02]] },
        calls: { ...threeCallers.calls, 'front→mailer': null },
      }),
    );
    expect(suspects[0]?.id).toBe('database');
    expect(suspects.find(({ id }) => id === 'mailer')?.confidence ?? 0).toBeLessThan(0.01);
  });

  it('is a node that the graph does not connect with the symptom, when the symptom is left unexplained', () => {
    const { suspects } = rankSuspects(
      testCase({ ...threeCallers, calls: { 'front→menu': null, 'front→cart': null, 'cart→database': null } }),
    );
    expect(suspects.map(({ id }) => id)).toContain('database');
  });
});

describe('nobody did it', () => {
  it('when three times the customers make everything busier evenly: demand, not fault', () => {
    const { suspects, demand } = rankSuspects(testCase(surge));
    expect(demand).toBeCloseTo(3, 0);
    for (const { confidence } of suspects) expect(confidence).toBeLessThan(0.4);
  });

  it('when nothing departed', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const quiet = testCase(
        {
          ...threeCallers,
          nodes: { front: [90, 0.1], menu: [30, 0.03], cart: [30, 0.03], home: [30, 0.03], database: [90, 0.01] },
        },
        seed,
      );
      const { suspects, residual } = rankSuspects(quiet);
      expect(residual).toBeGreaterThan(0.5);
      for (const { confidence } of suspects) expect(confidence).toBeLessThan(0.3);
    }
  });
});

describe('whatever is missing', () => {
  it('is gone without: gaps, nodes that tell nothing, circles, a symptom without a node', () => {
    const whole = testCase({ ...threeCallers, calls: { ...threeCallers.calls, 'database→front': null } });
    const silent = { ...whole, symptom: { ...whole.symptom, node: null } };
    expect(rankSuspects(silent).suspects[0]?.id).toBe('database');
    expect(
      rankSuspects({ ...whole, nodes: whole.nodes.map((node) => (node.id === 'menu' ? untold(node) : node)) }).suspects[0]?.id,
    ).toBe('database');
    expect(rankSuspects({ ...whole, nodes: whole.nodes.map(untold) }).suspects).toEqual([]);
    expect(rankSuspects({ ...whole, judged: [] }).suspects).toEqual([]);
    expect(rankSuspects({ ...whole, reference: [] }).suspects).toEqual([]);
  });
});

const threeCallers = {
  nodes: {
    front: [90, [0.1, 0.19]],
    menu: [30, [0.03, 0.12]],
    cart: [30, [0.03, 0.12]],
    home: [30, [0.03, 0.12]],
    database: [90, [0.01, 0.1]],
  },
  calls: {
    'front→menu': null,
    'front→cart': null,
    'front→home': null,
    'menu→database': null,
    'cart→database': null,
    'home→database': null,
  },
  symptom: { node: 'front', kind: 'latency' },
} as const;

const surge = {
  nodes: {
    front: [[50, 150], [0.1, 0.125], 0, [0.2, 0.6]],
    menu: [[50, 150], [0.03, 0.0375], 0, [0.2, 0.6]],
    cart: [[50, 150], [0.03, 0.0375], 0, [0.2, 0.6]],
    database: [[100, 300], [0.01, 0.0125], 0, [0.2, 0.6]],
  },
  calls: { 'front→menu': null, 'front→cart': null, 'menu→database': null, 'cart→database': null },
  symptom: { node: 'front', kind: 'latency' },
} as const;

function untold(node: CauseCase['nodes'][number]): CauseCase['nodes'][number] {
  return { ...node, served: { requests: null, failures: null, latency: null }, resources: [] };
}
