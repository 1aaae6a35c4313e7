import { expect, test } from 'vitest';
import type { BackendEvent } from '../backends/backend';
import { EventSieve } from './eventSieve';

const event = (change: Partial<BackendEvent> = {}): BackendEvent => ({
  id: 'e',
  at: 1_000,
  kind: 'alarm',
  title: { zh: '支付', en: 'pay' },
  target: null,
  traffic: 'real',
  severity: 'critical',
  until: null,
  labels: {},
  alert: { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: null },
  ...change,
});

test('an event passes once, and again whenever it changed: silenced, ended', () => {
  const sieve = new EventSieve();
  const silenced = event({ alert: { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [], acknowledged: null } });
  expect(sieve.fresh([event()])).toEqual([event()]);
  expect(sieve.fresh([event()])).toEqual([]);
  expect(sieve.fresh([silenced])).toEqual([silenced]);
  expect(sieve.fresh([event({ until: 2_000 })])).toHaveLength(1);
  expect(sieve.fresh([event({ until: 2_000 })])).toEqual([]);
});

test('what is seen every time is not forgotten for what came by once', () => {
  const sieve = new EventSieve();
  sieve.fresh([event()]);
  for (let i = 0; i < 3_000; i += 1) expect(sieve.fresh([event(), event({ id: `once ${i}` })])).toHaveLength(1);
});
