import { describe, expect, it, vi } from 'vitest';
import { createServiceFlow } from './serviceFlow';
import { steadyLoad } from './journeyLoad';
import { sizePlant } from './sizing';
import { createWorld, type World } from './world';
import { createPlant } from '../topology/plant';
import { idcCount } from '../dimensions/dimensions';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

const plant = createPlant(0);

function machines() {
  const world = createWorld(plant);
  const flow = createServiceFlow(plant, world, sizePlant(plant));
  const run = (seconds: number, wanted = 1200): void => {
    for (let i = 0; i < seconds; i += 1) flow.step(steadyLoad(wanted));
  };
  run(20);
  return { world, state: flow.state, run };
}

function everywhere(world: World, role: string, change: (slot: number) => void): void {
  world.slots.forEach((slot, k) => (slot.node === plant.byRole(role).index ? change(k) : undefined));
}

const station = (role: string): number => plant.byRole(role).index * idcCount;
const wire = (from: string, to: string): number =>
  idcCount * plant.edges.findIndex((edge) => edge.from === from && edge.to === to);

describe('the machines', () => {
  it('have at least 40 nodes in six domains, sorted so that callers come first', () => {
    expect(plant.nodes.length).toBeGreaterThanOrEqual(40);
    expect(new Set(plant.nodes.map((node) => node.domain)).size).toBe(6);
    expect(plant.edges.every((edge) => edge.fromNode < edge.toNode)).toBe(true);
  });

  it('are calm at noon: next to no failures, nobody over 70 % busy', () => {
    const { state } = machines();
    expect(Math.max(...state.views[0].failing)).toBeLessThan(0.005);
    expect(Math.max(...state.slotBusy)).toBeLessThan(0.7);
  });

  it('answer later as they get busier, far more near their limit', () => {
    const { state, run } = machines();
    const at = (wanted: number): number => {
      run(10, wanted);
      return state.ownMean[station('recommend')]!;
    };
    const [calm, busy, close] = [at(400), at(1500), at(2800)];
    expect(busy).toBeGreaterThan(calm);
    expect(close - busy).toBeGreaterThan(3 * (busy - calm));
  });

  it('retry into a failing callee: it gets up to twice the calls', () => {
    const { world, state, run } = machines();
    const calm = state.sent[wire('pay-router', 'channel-b')]!;
    world.handshakeFailing.fill(0.9, wire('pay-router', 'channel-b'), wire('pay-router', 'channel-b') + idcCount);
    run(5);
    expect(state.sent[wire('pay-router', 'channel-b')]! / calm).toBeGreaterThan(1.8);
    expect(state.arrived[wire('pay-router', 'channel-b')]! / calm).toBeLessThan(0.25);
  });

  it('open a breaker on a callee that fails, and close it after it is well', () => {
    const { world, state, run } = machines();
    everywhere(world, 'recommend', (k) => (world.errorRate[k] = 0.95));
    run(8);
    expect(state.blocked[wire('home-feed', 'recommend')]).toBe(1);
    expect(state.views[0].failing[station('home-feed')]).toBeLessThan(0.01);
    everywhere(world, 'recommend', (k) => (world.errorRate[k] = 0));
    run(30);
    expect(state.blocked[wire('home-feed', 'recommend')]).toBe(0);
  });

  it('starve callers of a slow database: their workers wait, so they fail too', () => {
    const { world, state, run } = machines();
    everywhere(world, 'mysql-order', (k) => (world.serviceFactor[k] = 30));
    run(6);
    expect(state.views[0].failing[station('order-core')]).toBeGreaterThan(0.3);
    expect(state.views[0].failing[station('cashier')]).toBeGreaterThan(0.3);
    expect(state.views[0].failing[station('menu')]).toBeLessThan(0.01);
  });

  it('recover with inertia: queues drain after the cause is gone', () => {
    const { world, state, run } = machines();
    everywhere(world, 'es-search', (k) => (world.capacityFactor[k] = 0.3));
    run(8);
    expect(state.queue.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(1000);
    everywhere(world, 'es-search', (k) => (world.capacityFactor[k] = 0.5));
    run(1);
    expect(state.queue.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(100);
    run(60);
    expect(state.queue.reduce((sum, each) => sum + each, 0)).toBeLessThan(1);
    expect(state.views[0].failing[station('search')]).toBeLessThan(0.01);
  });
});
