import { expect, test } from 'vitest';
import type { RoomEvent } from '../../../contract/state';
import { eventsCsv } from './panelOffers';

const alert: RoomEvent = {
  id: 'alert:am:1:2',
  at: Date.parse('2026-10-21T12:02:00+08:00'),
  kind: 'alarm',
  title: { zh: '支付成功率低', en: 'payment success low' },
  target: 'pay-router',
  traffic: 'real',
  backendId: 'am',
  severity: 'critical',
  until: null,
  labels: {},
  alert: { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: null },
};

test('an alert leaves with its local times, its gravity and what became of it; what lasts has no end', () => {
  expect(eventsCsv('Asia/Shanghai', [alert]).rows).toEqual([
    [
      '2026-10-21T12:02:00+08:00',
      null,
      'alarm',
      'critical',
      'active',
      '支付成功率低',
      'payment success low',
      'pay-router',
      'real',
      'am',
    ],
  ]);
});
