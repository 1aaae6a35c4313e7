import { describe, expect, it } from 'vitest';
import type { CauseCase } from './causeCase';
import { rankSuspects } from './rankSuspects';
import { faultyFrom, minuteMs, testCase } from './testCase';

describe('what counts against a node', () => {
  it('a machine without CPU left, as share of its capacity, even where its own latency is not known', () => {
    const { suspects } = rankSuspects(
      testCase({
        nodes: { front: [50, 0.1, 0, 0.3], mailer: [0.5, 0.02, 0, [0.05, 0.95]], audit: [0.5, 0.02, 0, [0.001, 0.01]] },
        calls: { 'front→mailer': null, 'front→audit': null },
        symptom: { node: 'front', kind: 'latency' },
      }),
    );
    expect(suspects).toHaveLength(1);
    expect(suspects[0]).toMatchObject({
      id: 'mailer',
      explains: 0,
      evidence: [{ why: 'resource', series: 'cpu', since: faultyFrom * minuteMs }],
    });
    expect(suspects[0]?.evidence[0]?.weight).toBeCloseTo(0.7, 0);
  });

  it('calls it no longer makes for the requests it answers', () => {
    const { suspects } = rankSuspects(
      testCase({
        nodes: { front: [50, 0.1], checkout: [20, 0.05], mailer: [[20, 1], 0.02], bank: [20, 0.02] },
        calls: { 'front→checkout': [20, 0.05], 'checkout→mailer': [[20, 1], 0.02], 'checkout→bank': [20, 0.02] },
        symptom: { node: 'front', kind: 'latency' },
      }),
    );
    expect(suspects[0]).toMatchObject({ id: 'checkout', evidence: [{ why: 'silence', of: 'checkout→mailer' }] });
    expect(suspects[0]?.evidence[0]?.now).toBeLessThan(0.6);
    expect(suspects[0]?.confidence).toBeLessThan(0.5);
  });

  it('that its caller waits, when the callees it shares with others let those wait no longer', () => {
    const quiet = testCase({
      nodes: { front: [50, [0.1, 0.4]], checkout: [40, [0.05, 0.4]], stock: [80, 0.01], bank: [40, 0.01] },
      calls: { 'front→checkout': null, 'front→stock': null, 'checkout→stock': null, 'checkout→bank': null },
      symptom: { node: 'front', kind: 'latency' },
    });
    expect(rankSuspects(quiet).suspects[0]?.id).toBe('checkout');
    const waiting = { front: 0.03, checkout: [0.02, 0.3] } as const;
    const { suspects } = rankSuspects(withWaits(quiet, waiting));
    expect(suspects[0]).toMatchObject({ id: 'bank', evidence: [{ why: 'between', of: 'checkout→bank' }] });
    expect(suspects.map(({ id }) => id)).not.toContain('stock');
  });
});

function withWaits(given: CauseCase, waits: Readonly<Record<string, number | readonly [number, number]>>): CauseCase {
  return {
    ...given,
    nodes: given.nodes.map((node) => {
      const level = waits[node.id];
      if (level === undefined) return node;
      const [usual, now] = typeof level === 'number' ? [level, level] : level;
      return { ...node, waited: { mean: given.times.map((_, bucket) => (bucket < faultyFrom ? usual : now)), quantiles: [] } };
    }),
  };
}
