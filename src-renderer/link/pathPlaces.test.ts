import { expect, test } from 'vitest';
import { linksBetweenSteps, nearestOnPath } from './pathPlaces';

const edge = (from: string, to: string) => ({ id: `${from}→${to}`, from, to, origin: 'workspace' as const });
const link = {
  path: ['submit', 'pay', 'push'],
  edges: [
    edge('gateway', 'submit'),
    edge('gateway', 'cashier'),
    edge('submit', 'risk'),
    edge('cashier', 'pay'),
    edge('pay', 'router'),
    edge('router', 'channel'),
    edge('queue', 'push'),
    edge('router', 'queue'),
  ],
};

test('a service stands beside the step of the path that is fewest calls away, whichever way the calls go', () => {
  const near = nearestOnPath(link);
  expect(near.get('channel')).toEqual({ step: 1, calls: 2 });
  expect(near.get('gateway')?.step).toBe(0);
  expect(near.get('queue')?.step).toBe(2);
});

test('a call to a payment channel belongs to the way to the payment, and a node that nothing reaches to none', () => {
  const [toPay, toPush] = linksBetweenSteps({ ...link, edges: [...link.edges, edge('island', 'shore')] });
  expect(toPay).toContain('router→channel');
  expect(toPay).toContain('gateway→submit');
  expect(toPush).toEqual(['queue→push', 'router→queue']);
  expect([...(toPay ?? []), ...(toPush ?? [])]).not.toContain('island→shore');
});
