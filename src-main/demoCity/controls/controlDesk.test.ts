import { describe, expect, it, vi } from 'vitest';
import { newest, testCity } from '../testCity';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

describe('controls', () => {
  it('exist of every kind, and read back per instance what was set', () => {
    const city = testCity('12:00', { historyDays: 1 });
    const kinds = new Set(city.controls.list().map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['breakEdge', 'degrade', 'drainIdc', 'payChannel', 'rateLimit', 'scaleOut']);
    const after = city.controls.write('rateLimit.order-submit', { 'order-submit-east-1': 20 });
    expect(after.instances.filter(({ value }) => value === 20).map(({ id }) => id)).toEqual(['order-submit-east-1']);
    expect(city.controls.read('rateLimit.order-submit')).toEqual(after);
    expect(city.events(city.now()).at(-1)).toMatchObject({ kind: 'action', target: 'order-submit' });
  });

  it('refuse an unknown control, instance or value, naming it', () => {
    const { controls } = testCity('12:00', { historyDays: 1 });
    expect(() => controls.read('rateLimit.nobody')).toThrow(/no control "rateLimit.nobody"/);
    expect(() => controls.write('drainIdc.entry', { west: true })).toThrow(/settings.west/);
    expect(() => controls.write('scaleOut.order-core', { east: 9 })).toThrow(/settings.east: added machines/);
  });

  it('switch the payment channel: payments recover while the channel is still down', () => {
    const city = testCity('12:04', { historyDays: 1 });
    city.faults.start({ kind: 'certReload' });
    city.advance(60);
    const share = (): number => newest(city, 'orders.pay', 15) / newest(city, 'orders.submit', 15);
    expect(share()).toBeLessThan(0.75);
    city.controls.write('payChannel.pay-router', { B: 0 });
    city.advance(60);
    expect(share()).toBeGreaterThan(0.93);
    expect(newest(city, 'orders.submit', 15, { channel: 'B' })).toBeLessThan(1);
  });

  it('drain an IDC: its new orders go elsewhere', () => {
    const city = testCity('12:00', { historyDays: 1 });
    city.advance(10);
    const before = newest(city, 'orders.submit', 10);
    city.controls.write('drainIdc.entry', { north: true });
    city.advance(120);
    expect(newest(city, 'orders.submit', 10, { idc: 'north' })).toBeLessThan(10);
    expect(newest(city, 'orders.submit', 10) / before).toBeGreaterThan(0.95);
  });

  it('limit, cut, degrade and scale where they are set', () => {
    const city = testCity('12:00', { historyDays: 1 });
    city.advance(10);
    const submitted = newest(city, 'orders.submit', 8);
    const busy = newest(city, 'node.saturation', 8, { node: 'eta' });
    city.controls.write('rateLimit.order-submit', { '*': 30 });
    city.controls.write('degrade.home-feed.recommend', { '*': true });
    city.controls.write('breakEdge.cashier.pay-gateway', { '*': true });
    city.controls.write('scaleOut.eta', { east: 4, north: 4, south: 4 });
    city.advance(60);
    expect(newest(city, 'orders.submit', 10) / submitted).toBeLessThan(0.6);
    expect(newest(city, 'edge.callee.qps', 10, { from: 'home-feed', to: 'recommend' })).toBe(0);
    expect(newest(city, 'node.errors', 10, { node: 'home-feed' })).toBeLessThan(100);
    expect(newest(city, 'orders.pay', 10)).toBeLessThan(20);
    expect(newest(city, 'node.saturation', 10, { node: 'eta' }) / busy).toBeLessThan(0.75);
  });
});
