import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { placesOf, type CoreLink, type GraphLayout } from '../../../contract/coreLink';
import type { Result } from '../../../contract/result';
import { createSharedStore, type Store } from '../store';
import { createLayoutDesk, layoutPathOf, type LayoutDesk } from './layoutDesk';
import { layoutStepsMax } from './layoutPage';
import { checkLaid } from './testing/checkLaid';
import { demoLink, edgeOf, newNode, withParts, without } from './testing/graphs';

let folder: string;
let path: string;
let consoles: Console[];

interface Console {
  readonly store: Store;
  readonly desk: LayoutDesk;
  readonly log: string[];
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-layout-'));
  path = join(folder, 'shop.yaml');
  consoles = [];
});
afterEach(async () => {
  for (const { desk } of consoles) await desk.close();
  rmSync(folder, { recursive: true });
});

function open(workspacePath: string | null = path, link: CoreLink = demoLink()): Console {
  const store = createSharedStore(() => undefined);
  const log: string[] = [];
  const desk = createLayoutDesk({
    store,
    roomNow: () => 1_000,
    builtInFolder: join(folder, 'built-in'),
    log: (_level, text) => log.push(text),
  });
  const opened = { store, desk, log };
  consoles.push(opened);
  desk.begin(workspacePath);
  store.put('coreLink', 'current', link);
  return opened;
}

function layoutOf({ store }: Console): GraphLayout {
  const layout = store.read().layouts['domain'];
  if (layout === undefined) throw new Error('the core link is laid out');
  return layout;
}
const at = (of: Console, id: string) => layoutOf(of).positions[id] ?? { x: Number.NaN, y: Number.NaN };
function move(of: Console, id: string, by: { readonly x: number; readonly y: number }, who = 'Ann'): Result<void> {
  const from = at(of, id);
  const positions = { [id]: { x: from.x + by.x, y: from.y + by.y } };
  return of.desk.move({ by: 'domain', version: layoutOf(of).version, positions }, who);
}
const refusalOf = (result: Result<void>): string => (result.ok ? '' : result.refusal.message);
const file = (): string => layoutPathOf(path, folder);
const links = (link: CoreLink) => placesOf(link, 'domain');

test('both groupings are laid out as soon as the structure is known, and anew of nothing that is kept', () => {
  const console = open();
  expect(Object.keys(console.store.read().layouts)).toEqual(['domain', 'idc']);
  expect(layoutOf(console)).toMatchObject({ version: 1, revision: 1, by: null, canUndo: false, canRedo: false });
  console.store.replace('coreLink', {});
  expect(console.store.read().layouts).toEqual({});
});

test('what a person moves stays where it was put, in their name, and goes back and forth', () => {
  const console = open();
  const before = layoutOf(console);
  expect(move(console, 'mq-pay', { x: 20, y: 30 }).ok).toBe(true);
  const moved = at(console, 'mq-pay');
  expect(moved).not.toEqual(before.positions['mq-pay']);
  expect(layoutOf(console)).toMatchObject({ version: 2, by: 'Ann', at: 1_000, canUndo: true });
  expect(console.desk.undo('domain', 'Bo').ok).toBe(true);
  expect(layoutOf(console)).toMatchObject({ version: 3, by: 'Bo', positions: before.positions, canUndo: false, canRedo: true });
  expect(console.desk.redo('domain', 'Bo').ok).toBe(true);
  expect(at(console, 'mq-pay')).toEqual(moved);
  expect(refusalOf(console.desk.redo('domain', 'Bo'))).toContain('nothing');
});

test('a move on a layout that was changed meanwhile is refused, and so is one of what is not there', () => {
  const console = open();
  const stale = layoutOf(console).version;
  move(console, 'eta', { x: 30, y: 0 });
  const late = console.desk.move({ by: 'domain', version: stale, positions: { eta: { x: 0, y: 0 } } }, 'Bo');
  expect(refusalOf(late)).toContain('version 2');
  const stranger = console.desk.move({ by: 'domain', version: stale + 1, positions: { nobody: { x: 0, y: 0 } } }, 'Bo');
  expect(refusalOf(stranger)).toContain('nobody');
  expect(layoutOf(console).version).toBe(2);
});

test('wherever nodes are dropped, they end up beside each other and in their lane', () => {
  const console = open();
  const target = at(console, 'pay-router');
  for (const id of ['pay-gateway', 'cashier', 'mysql-pay', 'channel-a']) {
    const done = console.desk.move({ by: 'domain', version: layoutOf(console).version, positions: { [id]: target } }, 'Ann');
    expect(done.ok).toBe(true);
    checkLaid(layoutOf(console), links(demoLink()));
  }
  expect(at(console, 'pay-router')).toEqual(target);
  for (const corner of [-100_000, 100_000]) {
    move(console, 'pay-router', { x: corner, y: corner });
    checkLaid(layoutOf(console), links(demoLink()));
  }
});

test('a lane that is moved as a whole goes along, and others give way', () => {
  const console = open();
  const layout = layoutOf(console);
  const merchant = ['order-push', 'merchant-gw', 'accept'];
  const positions = Object.fromEntries(merchant.map((id) => [id, { x: at(console, id).x, y: at(console, id).y - 200 }]));
  expect(console.desk.move({ by: 'domain', version: layout.version, positions }, 'Ann').ok).toBe(true);
  checkLaid(layoutOf(console), links(demoLink()));
  for (const [id, point] of Object.entries(positions)) expect(at(console, id)).toEqual(point);
});

test('a new node changes nothing of what is there, also for those who undo', () => {
  const console = open();
  move(console, 'eta', { x: 24, y: 40 });
  const before = layoutOf(console);
  const next = withParts(demoLink(), [newNode('shadow')], [edgeOf('eta', 'shadow')]);
  console.store.put('coreLink', 'current', next);
  expect(layoutOf(console)).toMatchObject({ version: before.version + 1, by: null, positions: before.positions, canUndo: true });
  const shadow = at(console, 'shadow');
  console.desk.undo('domain', 'Ann');
  expect(at(console, 'shadow')).toEqual(shadow);
  console.store.put('coreLink', 'current', { ...without(next, new Set(['shadow'])), sources: [] });
  expect(layoutOf(console).positions['shadow']).toBeUndefined();
});

test('laid out anew it is as at first, and that too can be undone', () => {
  const console = open();
  const first = layoutOf(console).positions;
  move(console, 'eta', { x: 24, y: 40 });
  const moved = layoutOf(console).positions;
  console.desk.arrange('domain', 'Ann');
  expect(layoutOf(console).positions).toEqual(first);
  console.desk.undo('domain', 'Ann');
  expect(layoutOf(console).positions).toEqual(moved);
});

test('no more steps are remembered than are of use', () => {
  const console = open();
  for (let step = 0; step < layoutStepsMax + 5; step += 1) move(console, 'mq-pay', { x: step % 2 === 0 ? 20 : -20, y: 0 });
  let undone = 0;
  while (console.desk.undo('domain', 'Ann').ok) undone += 1;
  expect(undone).toBe(layoutStepsMax);
});

test('after a restart everything is where it was, in a file of one place a line', async () => {
  const console = open();
  move(console, 'eta', { x: 24, y: 40 });
  const before = layoutOf(console);
  await console.desk.close();
  const text = readFileSync(file(), 'utf8');
  expect(text).toMatch(/\n {12}"eta": \[\d+, \d+\],?\n/);
  expect(JSON.parse(text)).toMatchObject({
    format: 'highnoon.layout',
    version: 1,
    layouts: { domain: { by: 'Ann', at: 1_000 } },
  });
  const again = open();
  expect(layoutOf(again)).toMatchObject({ positions: before.positions, lanes: before.lanes, version: before.version, by: 'Ann' });
  await again.desk.close();
  expect(readFileSync(file(), 'utf8')).toBe(text);
});

test("the built-in workspace keeps its layout among the console's own files", async () => {
  const console = open(null);
  await console.desk.close();
  expect(readdirSync(join(folder, 'built-in'))).toEqual(['demo-city.layout.json']);
});

test('what another console writes is taken over while this one runs, and can be undone here', async () => {
  const [here, there] = [open(), open()];
  await vi.waitFor(() => expect(existsSync(file())).toBe(true));
  const before = at(here, 'eta');
  move(there, 'eta', { x: 24, y: 40 }, 'Bo');
  await vi.waitFor(() => expect(at(here, 'eta')).toEqual(at(there, 'eta')), { timeout: 8_000 });
  expect(layoutOf(here)).toMatchObject({ by: 'Bo', canUndo: true });
  here.desk.undo('domain', 'Ann');
  expect(at(here, 'eta')).toEqual(before);
});

test('a file that is no layout is set aside, not lost, and the link is laid out anew', async () => {
  writeFileSync(file(), '<<<<<<< ours\n{}');
  writeFileSync(`${file()}.set-aside`, 'an older one');
  const console = open();
  expect(console.log.join()).toContain('set aside');
  expect(readFileSync(`${file()}.set-aside-2`, 'utf8')).toContain('<<<<<<< ours');
  expect(readFileSync(`${file()}.set-aside`, 'utf8')).toBe('an older one');
  await console.desk.close();
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ version: 1 });
});

test('the layout of a newer console is left as it is', async () => {
  const newer = JSON.stringify({ format: 'highnoon.layout', version: 9, layouts: 'unheard of' });
  writeFileSync(file(), newer);
  const console = open();
  expect(move(console, 'eta', { x: 24, y: 40 }).ok).toBe(true);
  await console.desk.close();
  expect(readFileSync(file(), 'utf8')).toBe(newer);
  expect(console.log).toEqual([expect.stringContaining('newer console')]);
});

test('where nothing can be written it is kept in memory, which is said once', async () => {
  const console = open(join(folder, 'gone', 'shop.yaml'));
  for (const y of [40, -40, 40]) {
    expect(move(console, 'eta', { x: 24, y }).ok).toBe(true);
    await vi.waitFor(() => expect(console.log.some((text) => text.includes('in memory'))).toBe(true));
  }
  await console.desk.close();
  expect(console.log.filter((text) => text.includes('in memory'))).toHaveLength(1);
  expect(existsSync(join(folder, 'gone'))).toBe(false);
});

test('before anybody touched it, IDCs that become known are laid out as a whole', () => {
  const link = demoLink();
  const early = { ...link, nodes: link.nodes.map((node) => ({ ...node, idcs: [] })) };
  const console = open(path, early);
  console.store.put('coreLink', 'current', { ...link, revision: 2 });
  const late = open(join(folder, 'other.yaml'), link);
  expect(console.store.read().layouts['idc']?.positions).toEqual(late.store.read().layouts['idc']?.positions);
});
