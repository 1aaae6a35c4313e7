import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SwitchValue, TargetKind, TargetSettings } from '../../../contract/protectionSettings';
import { bindSwitch, type BoundSwitch, type ExecutorWorld, type PlannedWrite } from './registry';
import { askHaproxy } from './executors/haproxy/askHaproxy';
import { startFakeSentinel } from './testing/fakeSentinel';
import { startMuteDoor, type MuteDoor } from './testing/muteDoor';
import { startRealEtcd } from './testing/realEtcd';
import { startRealHaproxy } from './testing/realHaproxy';
import { startReferenceReceiver } from './testing/referenceReceiver';
import { startAnnounced } from './testing/startAnnounced';

/** What an executor has to be tried on: a system that takes what is sent, and somebody else with a hand on it. */
interface Member {
  readonly door: MuteDoor;
  bind(address: string, downAddress: string): BoundSwitch;
  readonly wanted: SwitchValue;
  /** What a request that changes something begins with. */
  readonly writes: RegExp;
  /** Somebody else sets the same thing to something else. */
  meddle(): Promise<unknown>;
  close(): Promise<void>;
}

/** Nobody listens there. */
const nowhere = '127.0.0.1:1';
const terms = { idempotencyKey: 'a key', leaseMs: null, by: 'a test' };
const patience = (): AbortSignal => AbortSignal.timeout(15_000);
const world = (parts: Partial<ExecutorWorld> = {}): ExecutorWorld => ({ cityUrl: () => null, secret: () => null, ...parts });
const hostAndPort = (address: string): { host: string; port: number } => {
  const [host = '', port] = address.replace('http://', '').split(':');
  return { host, port: Number(port) };
};

/** One that is forgotten here does not compile. */
const members: Record<TargetKind, () => Promise<Member>> = {
  haproxy: async () => {
    const server = await startRealHaproxy();
    return {
      door: await startMuteDoor({ path: server.address.slice('unix:'.length) }),
      bind: (up, down) =>
        bindSwitch({ kind: 'haproxy', instances: { up, down } }, { set: { what: 'map', map: server.map, key: 'pay' } }, world()),
      wanted: 'on',
      writes: /^set map/,
      meddle: () => askHaproxy(server.address, `del map ${server.map} pay`, patience()),
      close: () => server.close(),
    };
  },
  etcd: async () => {
    const server = await startRealEtcd();
    const put = (value: string): Promise<unknown> => server.call('/v3/kv/put', { key: btoa('pay/limit'), value: btoa(value) });
    await put('100');
    return {
      door: await startMuteDoor(hostAndPort(server.url)),
      bind: (up) => bindSwitch({ kind: 'etcd', url: `http://${up}` }, { set: { key: 'pay/limit' } }, world()),
      wanted: 20,
      writes: /^POST \/v3\/kv\/txn/,
      meddle: () => put('77'),
      close: () => server.close(),
    };
  },
  sentinel: async () => {
    const server = await startFakeSentinel();
    return {
      door: await startMuteDoor(hostAndPort(server.address)),
      bind: (up, down) =>
        bindSwitch({ kind: 'sentinel', instances: { up, down } }, { set: { rule: 'flow', resource: 'pay' } }, world()),
      wanted: 20,
      writes: /^POST/,
      meddle: async () => {
        server.flow = server.flow.map((rule) => ({ ...rule, count: 77 }));
        if (server.flow.length > 0) return;
        const other = bindSwitch(
          { kind: 'sentinel', instances: { up: server.address } },
          { set: { rule: 'flow', resource: 'pay' } },
          world(),
        );
        await other.write(other.plan('up', await other.read('up', patience()), 77), terms, patience());
      },
      close: () => server.close(),
    };
  },
  webhook: async () => {
    const server = await startReferenceReceiver();
    const target = (address: string): TargetSettings => ({
      kind: 'webhook',
      url: `http://${address}/switch`,
      readBack: `http://${address}/switch`,
    });
    const bind = (address: string): BoundSwitch =>
      bindSwitch(target(address), { set: { name: 'pay' } }, world({ secret: () => server.secret }));
    return {
      door: await startMuteDoor(hostAndPort(server.address)),
      bind,
      wanted: 'on',
      writes: /^POST/,
      meddle: async () => {
        const other = bind(server.address);
        const planned = other.plan('any', await other.read('any', patience()), 'theirs');
        await other.write(planned, { ...terms, idempotencyKey: 'theirs' }, patience());
      },
      close: () => server.close(),
    };
  },
  demoCity: async () => {
    const entry = fileURLToPath(new URL('../../demoCity/cityProcess.ts', import.meta.url));
    const city = await startAnnounced(['--import', 'tsx', entry, '--detail', 'totals', '--parent-pid', String(process.pid)]);
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(city.line));
    return {
      door: await startMuteDoor(hostAndPort(url)),
      bind: (up) =>
        bindSwitch(
          { kind: 'demoCity', backend: 'city' },
          { set: { control: 'rateLimit.order-submit' } },
          world({ cityUrl: () => `http://${up}` }),
        ),
      wanted: 20,
      writes: /^PUT/,
      meddle: () =>
        fetch(`${url}/api/controls/rateLimit.order-submit`, { method: 'PUT', body: JSON.stringify({ settings: { '*': 77 } }) }),
      close: () => city.close(),
    };
  },
};

describe.each(Object.entries(members))('the executor %s', (_kind, start) => {
  let member: Member;
  let its: BoundSwitch;
  let instance: string;
  beforeAll(async () => {
    member = await start();
    its = member.bind(member.door.address, nowhere);
    instance = (await its.instances(patience()))[0] ?? '';
  });
  afterAll(async () => {
    await member.door.close();
    await member.close();
  });
  let keys = 0;
  const send = (planned: PlannedWrite, signal = patience()): Promise<string> =>
    its.write(planned, { ...terms, idempotencyKey: `key ${(keys += 1)}` }, signal);
  const value = async (): Promise<SwitchValue> => (await its.read(instance, patience())).value;

  test('reads, plans without an effect, writes, reads back, and goes back to what it was', async () => {
    const before = await its.read(instance, patience());
    const planned = its.plan(instance, before, member.wanted);
    expect(planned).toMatchObject({ instance, present: before.value, wanted: member.wanted });
    expect(planned.request).not.toBe('');
    expect(its.plan(instance, before, member.wanted)).toEqual(planned);
    expect(await its.read(instance, patience())).toEqual(before);
    await send(planned);
    const after = await its.read(instance, patience());
    expect(after.value).toBe(member.wanted);
    await send(its.plan(instance, after, before.value));
    expect(await value()).toBe(before.value);
  });

  test('plans nothing to send for what is there already', async () => {
    const present = await its.read(instance, patience());
    expect(its.plan(instance, present, present.value).request).toBe('');
  });

  test('where nobody answers nothing was sent, and the other instances are not concerned', async () => {
    const away = member.bind(nowhere, nowhere);
    const planned = its.plan(instance, await its.read(instance, patience()), member.wanted);
    for (const act of [away.read(instance, patience()), away.write(planned, terms, patience())])
      await expect(act).rejects.toMatchObject({ code: 'unreachable', message: expect.stringMatching(/\.$/) as unknown });
    const all = await its.instances(patience());
    const reads = await Promise.allSettled(all.map((each) => its.read(each, patience())));
    expect(reads.map(({ status }) => status)).toEqual(all.map((each) => (each === 'down' ? 'rejected' : 'fulfilled')));
  });

  test('what hangs after it was sent is unknown, and a read tells that it is in force', async () => {
    const before = await its.read(instance, patience());
    const swallowed = member.door.mute(member.writes);
    await expect(send(its.plan(instance, before, member.wanted), swallowed)).rejects.toMatchObject({ code: 'unknown' });
    expect(await value()).toBe(member.wanted);
    member.door.unmute();
    await send(its.plan(instance, await its.read(instance, patience()), before.value));
    expect(await value()).toBe(before.value);
  });

  test('a question that hangs is no more than that', async () => {
    await expect(its.read(instance, member.door.mute(/./))).rejects.toMatchObject({ code: 'unreachable' });
    member.door.unmute();
    expect(await value()).toBeDefined();
  });

  test('is refused where somebody else set it meanwhile, whose value stays', async () => {
    const planned = its.plan(instance, await its.read(instance, patience()), member.wanted);
    await member.meddle();
    const theirs = await value();
    await expect(send(planned)).rejects.toMatchObject({ code: 'refused', message: expect.stringMatching(/.{20}/) as unknown });
    expect(await value()).toBe(theirs);
  });

  test('a set that the workspace’s check should have refused is a sentence', () => {
    expect(() => bindSwitch({ kind: 'etcd', url: 'http://127.0.0.1:1' }, { set: { kee: 'x' } }, world())).toThrow(/set\./);
  });
});
