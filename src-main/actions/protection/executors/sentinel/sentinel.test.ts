import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { switchSets, type SwitchSet, type SwitchValue } from '../../../../../contract/protectionSettings';
import type { BoundSwitch, ExecutorWorld } from '../../executor';
import { startFakeSentinel, type FakeSentinel, type FakeSentinelOptions } from '../../testing/fakeSentinel';
import type { DegradeRule, FlowRule } from '../../testing/fakeSentinelCommands';
import { sentinel } from './sentinel';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
async function start(options?: FakeSentinelOptions): Promise<FakeSentinel> {
  const server = await startFakeSentinel(options);
  closing.push(() => server.close());
  return server;
}

const nowhere: ExecutorWorld = { cityUrl: () => null, secret: () => null };
const terms = { idempotencyKey: 'once', leaseMs: null, by: 'a test' };
const patience = (): AbortSignal => AbortSignal.timeout(15_000);
const flow = (resource: string): SwitchSet<'sentinel'> => ({ rule: 'flow', resource, by: 'qps' });
const bindAt = (address: string, set: SwitchSet<'sentinel'>, app?: string): BoundSwitch =>
  sentinel.bind({ kind: 'sentinel', instances: { app1: address }, ...(app === undefined ? {} : { app }) }, set, nowhere);

const flowRule = (rule: Partial<FlowRule>): FlowRule => ({
  ...{ resource: 'pay', limitApp: 'default', grade: 1, count: 100, strategy: 0, controlBehavior: 0 },
  ...{ warmUpPeriodSec: 10, maxQueueingTimeMs: 500, clusterMode: false },
  ...rule,
});
const breaker: DegradeRule = {
  ...{ resource: 'pay', limitApp: 'default', grade: 1, count: 0.5, timeWindow: 30 },
  ...{ minRequestAmount: 50, slowRatioThreshold: 1, statIntervalMs: 5_000 },
};

/** Reads, plans and writes as the console does; answers what is in force afterwards. */
async function turn(its: BoundSwitch, wanted: SwitchValue): Promise<SwitchValue> {
  const planned = its.plan('app1', await its.read('app1', patience()), wanted);
  if (planned.request !== '') await its.write(planned, terms, patience());
  return (await its.read('app1', patience())).value;
}
const sortedByResource = (rules: readonly FlowRule[]): FlowRule[] =>
  rules.toSorted((a, b) => a.resource.localeCompare(b.resource));

test('setRules replaces everything: the rules of others, and what else ours says, are still there afterwards', async () => {
  const server = await start();
  const queued = flowRule({ resource: 'menu', controlBehavior: 2, maxQueueingTimeMs: 900 });
  const forOne = flowRule({ limitApp: 'batch', count: 3 });
  server.flow = [flowRule({ controlBehavior: 1, warmUpPeriodSec: 60 }), queued, forOne];
  const before = sortedByResource(server.flow);
  expect(await turn(bindAt(server.address, flow('pay')), 20)).toBe(20);
  expect(server.flow).toHaveLength(3);
  expect(server.flow).toEqual(
    expect.arrayContaining([flowRule({ count: 20, controlBehavior: 1, warmUpPeriodSec: 60 }), queued, forOne]),
  );
  expect(await turn(bindAt(server.address, flow('pay')), 100)).toBe(100);
  expect(sortedByResource(server.flow)).toEqual(expect.arrayContaining(before));
});

test('a rule that was not there is made, and taken out again', async () => {
  const server = await start();
  server.degrade = [breaker];
  const its = bindAt(server.address, { rule: 'degrade', resource: 'menu', by: 'slow', seconds: 15 });
  expect(await turn(its, 300)).toBe(300);
  expect(server.degrade).toContainEqual(expect.objectContaining({ resource: 'menu', grade: 0, count: 300, timeWindow: 15 }));
  expect(await turn(its, null)).toBeNull();
  expect(server.degrade).toEqual([breaker]);
  expect(await turn(bindAt(server.address, { rule: 'flow', resource: 'menu', by: 'threads' }), 8)).toBe(8);
  expect(server.flow).toEqual([flowRule({ resource: 'menu', grade: 0, count: 8 })]);
});

test('what somebody else set meanwhile is not written over, and nothing is written', async () => {
  const server = await start();
  server.flow = [flowRule({})];
  const its = bindAt(server.address, flow('pay'));
  const planned = its.plan('app1', await its.read('app1', patience()), 20);
  server.flow = [flowRule({ count: 60 })];
  await expect(its.write(planned, terms, patience())).rejects.toMatchObject({ code: 'refused' });
  expect(server.flow).toEqual([flowRule({ count: 60 })]);
});

test('what others set elsewhere meanwhile is carried along', async () => {
  const server = await start();
  server.flow = [flowRule({}), flowRule({ resource: 'menu' })];
  const its = bindAt(server.address, flow('pay'));
  const planned = its.plan('app1', await its.read('app1', patience()), 20);
  server.flow = [...server.flow, flowRule({ resource: 'home' })];
  expect(await its.write(planned, terms, patience())).toBe('success, with 2 other rules');
  expect(sortedByResource(server.flow).map(({ resource, count }) => `${resource} ${count}`)).toEqual([
    'home 100',
    'menu 100',
    'pay 20',
  ]);
});

test('an application that was restarted has lost its rules: what was planned on them is refused, a read tells', async () => {
  const server = await start();
  server.flow = [flowRule({ count: 20 })];
  const its = bindAt(server.address, flow('pay'));
  const planned = its.plan('app1', await its.read('app1', patience()), 100);
  server.restart();
  await expect(its.write(planned, terms, patience())).rejects.toMatchObject({ code: 'refused' });
  expect((await its.read('app1', patience())).value).toBeNull();
});

test('"partial success" in a 200 is no success: in memory it is set, and its data source will take it back', async () => {
  const server = await start({ dataSourceFails: true });
  await expect(turn(bindAt(server.address, flow('pay')), 20)).rejects.toMatchObject({
    code: 'unknown',
    message: expect.stringContaining('partial success (write data source failed)') as unknown,
  });
});

test('data is decoded twice: names with % and + arrive as they are', async () => {
  const server = await start();
  for (const resource of ['GET:/a%20b', 'a+b&c=d', '100%', '支付 "x"']) {
    expect(await turn(bindAt(server.address, flow(resource)), 5)).toBe(5);
    expect(server.flow.at(-1)?.resource ?? '').not.toBe('');
    expect(server.flow.map((rule) => rule.resource)).toContain(resource);
  }
  // Encoded once, as the stock dashboard does, it fails there.
  const once = await fetch(`http://${server.address}/setRules`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `type=flow&data=${encodeURIComponent(JSON.stringify([flowRule({ resource: '100%' })]))}`,
  });
  expect([once.status, await once.text()]).toEqual([400, 'decode rule data error']);
});

test('a rule that it does not like vanishes with a success: only the read tells', async () => {
  const server = await start();
  server.dislikes = ({ resource }) => resource === 'pay';
  expect(await turn(bindAt(server.address, flow('pay')), 20)).toBeNull();
});

test('rules of others that vanish on the way are noticed and told', async () => {
  const server = await start();
  server.flow = [flowRule({ resource: 'menu' })];
  server.dislikes = ({ resource }) => resource === 'menu';
  await expect(turn(bindAt(server.address, flow('pay')), 20)).rejects.toMatchObject({
    code: 'unknown',
    message: expect.stringContaining('other rules') as unknown,
  });
});

test('a burst is dropped without a word, so one instance is asked one thing at a time', async () => {
  const server = await start();
  const burst = Array.from({ length: 40 }, () => fetch(`http://${server.address}/basicInfo`));
  expect((await Promise.allSettled(burst)).some(({ status }) => status === 'rejected')).toBe(true);
  const dropped = server.dropped();
  const switches = Array.from({ length: 40 }, (_, i) => bindAt(server.address, flow(`r${i}`)));
  expect(await Promise.all(switches.map(async (its) => (await its.read('app1', patience())).value))).toEqual(
    switches.map(() => null),
  );
  expect(server.dropped()).toBe(dropped);
});

test('two switches of one application at once, as a step of a plan sets them: neither takes out what the other one set', async () => {
  const server = await start();
  const switches = ['pay', 'menu'].map((resource) => bindAt(server.address, flow(resource)));
  const planned = await Promise.all(
    switches.map(async (its) => ({ its, write: its.plan('app1', await its.read('app1', patience()), 7) })),
  );
  await Promise.all(planned.map(({ its, write }) => its.write(write, terms, patience())));
  expect(server.flow.map(({ resource }) => resource).toSorted()).toEqual(['menu', 'pay']);
});

test('a port that was taken makes it climb; without a port in the file it is found, and not mistaken', async () => {
  const host = '127.0.87.19';
  const other = createServer((_, response) => response.end('not a command centre'));
  await new Promise<void>((resolve) => other.listen(8_719, host, resolve));
  closing.push(() => new Promise((resolve) => other.close(resolve)));
  const server = await start({ host, port: 8_719 });
  expect(server.address).toBe(`${host}:8720`);
  const its = bindAt(host, flow('pay'), 'pay-app');
  expect(await turn(its, 20)).toBe(20);
  // It moved: the first one after that finds nobody, the next one looks anew.
  await server.close();
  await expect(its.read('app1', patience())).rejects.toMatchObject({ code: 'unreachable' });
  await start({ host, port: 8_722 });
  expect((await its.read('app1', patience())).value).toBeNull();
  // Two that do not tell whose they are: nobody guesses.
  await start({ host, port: 8_724 });
  await expect(bindAt(host, flow('pay'), 'other-app').read('app1', patience())).rejects.toMatchObject({ code: 'bad-setting' });
});

test('what cannot be set, told apart or undone is refused before anything is sent', async () => {
  const server = await start();
  const its = bindAt(server.address, flow('pay'));
  const none = { value: null, basis: null };
  const ratio = bindAt(server.address, { rule: 'degrade', resource: 'pay', by: 'errorRatio', seconds: 10 });
  expect(() => its.plan('app1', none, -1)).toThrow(/no count/);
  expect(() => its.plan('app1', none, 'on')).toThrow(/no count/);
  expect(() => ratio.plan('app1', none, 1.5)).toThrow(/from 0 to 1/);
  server.flow = [flowRule({ controlBehavior: 2 })];
  const shaped = await its.read('app1', patience());
  expect(() => its.plan('app1', shaped, null)).toThrow(/could not be put back/);
  server.flow = [flowRule({}), flowRule({ count: 50 })];
  await expect(its.read('app1', patience())).rejects.toMatchObject({ code: 'bad-setting' });
  expect(switchSets.sentinel.safeParse({ rule: 'flow', resource: '' }).success).toBe(false);
});

test('an old or another door answers with words, and they are told', async () => {
  const other = createServer((_, response) => response.writeHead(400).end('Unknown command `getRules`'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => other.close(resolve)));
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(bindAt(`127.0.0.1:${port}`, flow('pay')).read('app1', patience())).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('Unknown command') as unknown,
  });
});
