import { expect, test } from 'vitest';
import type { CoreLink } from '../../../../contract/coreLink';
import type { LinkColumns } from '../reading/linkColumns';
import { brokenFlow } from './brokenFlow';

/** Twenty buckets of ten seconds before, five since; rates per second. */
const [before, since] = [20, 5];
const moments = {
  reference: Array.from({ length: before }, (_, i) => i),
  judged: Array.from({ length: since }, (_, i) => before + i),
  weights: Array.from({ length: since }, () => 1),
};
const rates = (usual: number, now: number): Float64Array =>
  Float64Array.from({ length: before + since }, (_, i) => (i < before ? usual : now) * (1 + 0.01 * Math.sin(3 * i)));

/** accept → dispatch and accept → order-core; the gateway serves every stop by itself. */
const calls = [
  ['gateway', 'order-submit'],
  ['gateway', 'cashier'],
  ['accept', 'dispatch'],
  ['accept', 'order-core'],
] as const;
const names = ['gateway', 'order-submit', 'cashier', 'accept', 'dispatch', 'order-core'];
const link: CoreLink = {
  ...{ revision: 1, domains: [], idcs: [], path: ['order-submit', 'cashier', 'accept', 'dispatch'], sources: [], leftOut: 0 },
  nodes: names.map((id) => ({ id, name: { zh: id, en: id }, domain: null, kind: 'service', origin: 'workspace', idcs: [] })),
  edges: calls.map(([from, to]) => ({ id: `${from}→${to}`, from, to, origin: 'workspace' })),
};

/** `now`: calls per second since it began, where they are not as before (100). */
function columnsOf(now: Readonly<Record<string, number>>): LinkColumns {
  return {
    ...{ stepMs: 10_000, firstSlot: 0, count: before + since },
    nodes: link.nodes.map((node) => ({ node, seen: { requests: rates(100, now[node.id] ?? 100) } })),
    edges: link.edges.map((edge) => ({ edge, caller: { requests: rates(100, now[edge.id] ?? 100) }, callee: {} })),
  };
}
const found = (now: Readonly<Record<string, number>>, lost: number): (readonly [string, number])[] =>
  brokenFlow(columnsOf(now), link, moments, lost).map(({ suspect, share }) => [suspect.id, Math.round(share * 100) / 100]);

test('a callee that gets a third fewer calls than its caller has requests is named before that caller', () => {
  const [dispatch, accept] = brokenFlow(columnsOf({ 'accept→dispatch': 66, dispatch: 66 }), link, moments, 34);
  expect([dispatch?.suspect.id, accept?.suspect.id]).toEqual(['dispatch', 'accept']);
  expect(dispatch?.share).toBeGreaterThan(0.5);
  expect(dispatch?.suspect.evidence[0]).toMatchObject({
    why: 'silence',
    of: 'accept→dispatch',
    series: 'requests',
    since: 200_000,
  });
  expect(dispatch?.suspect.path).toEqual(['accept', 'dispatch']);
});

test('a caller that makes fewer of all its calls is named as much as those who get them', () => {
  const shares = found({ 'accept→dispatch': 66, 'accept→order-core': 66 }, 34);
  expect(shares[0]?.[1]).toBeCloseTo(0.5, 1);
  expect(shares.map(([id]) => id)).toContain('accept');
});

test('who does not get past one stop is missing at the later ones, which are not blamed', () => {
  expect(found({ 'gateway→order-submit': 70, 'gateway→cashier': 70 }, 30).map(([id]) => id)).not.toContain('cashier');
});

test('what explains little of the loss is believed little, and fewer people are no break', () => {
  expect(found({ 'accept→dispatch': 66 }, 340)[0]?.[1]).toBeLessThan(0.1);
  expect(found({ accept: 66, 'accept→dispatch': 66, 'accept→order-core': 66, dispatch: 66 }, 34)).toEqual([]);
  expect(found({ 'accept→dispatch': 95 }, 5)).toEqual([]);
});
