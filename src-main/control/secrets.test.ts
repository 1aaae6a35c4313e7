import { beforeEach, expect, test } from 'vitest';
import { accept, refuse } from '../../contract/result';
import { targetSlotIdOf } from '../../contract/targetSecrets';
import { createSecrets, type SecretKeeper, type Secrets } from './secrets';
import { createSharedStore, type Store } from './store';
import { tinyWorkspace } from './testing/tinyWorkspace';
import { readWorkspace } from './workspaceFile/workspaceFile';
import type { Workspace } from '../../contract/workspace';

let sealed: Map<string, string>;
let unlocked: boolean;
let store: Store;
let told: number;
let channelsTold: number;
let secrets: Secrets;

const keeper: SecretKeeper = {
  available: () => unlocked,
  save: (id, value) => (unlocked ? accept(void sealed.set(id, value)) : refuse('unavailable', 'locked')),
  read: (id) => (unlocked && sealed.has(id) ? accept(sealed.get(id) ?? '') : refuse('not-found', 'none')),
  forget: (id) => void sealed.delete(id),
};
function start(): void {
  store = createSharedStore(() => undefined);
  told = 0;
  channelsTold = 0;
  secrets = createSecrets({ store, keeper, changed: () => (told += 1), channelsChanged: () => (channelsTold += 1) });
}
beforeEach(() => {
  sealed = new Map();
  unlocked = true;
  start();
});

function workspaceWith(prom: string): Workspace {
  const reading = readWorkspace(tinyWorkspace.replace('backends:\n', `backends:\n  prom: ${prom}\n`), 'shop.yaml');
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
  return reading.workspace;
}
const bearerAt = (url: string, more = ''): Workspace =>
  workspaceWith(`{ kind: prometheus, url: "${url}", access: { auth: { kind: bearer }${more} } }`);
const slots = (): { id: string; kept: string; what: string; origin: string }[] => Object.values(store.read().secrets);
const onlySlot = (): string => slots()[0]?.id ?? '';

test('what the workspace calls for is missing until somebody enters it; the engine is then told', () => {
  secrets.begin(bearerAt('https://prom:9090/tenant'));
  expect(slots()).toMatchObject([{ backendId: 'prom', what: 'token', origin: 'https://prom:9090', kept: 'missing' }]);
  expect(secrets.values()).toEqual({});
  expect(secrets.provide(onlySlot(), 'hunter2', false)).toEqual(accept({ kept: 'memory', why: 'asked' }));
  expect([slots()[0]?.kept, told, sealed.size]).toEqual(['memory', 1, 0]);
  expect(Object.values(secrets.values())).toEqual(['hunter2']);
});

test('what is in memory only is asked for again after a restart, what is sealed is not', () => {
  secrets.begin(bearerAt('https://prom'));
  secrets.provide(onlySlot(), 'hunter2', false);
  start();
  secrets.begin(bearerAt('https://prom'));
  expect(slots()[0]?.kept).toBe('missing');
  expect(secrets.provide(onlySlot(), 'hunter2', true)).toEqual(accept({ kept: 'sealed', why: null }));
  start();
  secrets.begin(bearerAt('https://prom'));
  expect([slots()[0]?.kept, Object.values(secrets.values())]).toEqual(['sealed', ['hunter2']]);
});

test('without a key store a secret that was to be kept stays in memory, and is said to', () => {
  unlocked = false;
  secrets.begin(bearerAt('https://prom'));
  expect(secrets.provide(onlySlot(), 'hunter2', true)).toEqual(accept({ kept: 'memory', why: 'no-key-store' }));
  expect(slots()[0]?.kept).toBe('memory');
});

test('a new value in memory does not leave the former one sealed', () => {
  secrets.begin(bearerAt('https://prom'));
  secrets.provide(onlySlot(), 'old', true);
  secrets.provide(onlySlot(), 'new', false);
  expect(sealed.size).toBe(0);
});

test.each([
  ['another server', bearerAt('https://evil')],
  ['the same server in plain text', bearerAt('http://prom')],
  ['another proxy on the way', bearerAt('https://prom', ', proxy: { url: "http://evil:3128" }')],
])('a workspace that would send it to %s is asked anew', (_what, moved) => {
  secrets.begin(bearerAt('https://prom'));
  secrets.provide(onlySlot(), 'hunter2', true);
  secrets.begin(moved);
  expect(slots()[0]?.kept).toBe('missing');
  expect(secrets.values()).toEqual({});
  expect(secrets.valuesFor('prom', moved.backends['prom'] ?? { kind: 'demoCity', url: 'embedded', poll: 1 })).toEqual({});
  secrets.begin(bearerAt('https://prom/other/path'));
  expect(slots()[0]?.kept).toBe('sealed');
});

test('a forgotten secret is missing, also after a restart', () => {
  secrets.begin(bearerAt('https://prom'));
  secrets.provide(onlySlot(), 'hunter2', true);
  expect(secrets.forget(onlySlot())).toEqual(accept(undefined));
  expect([slots()[0]?.kept, secrets.values(), sealed.size, told]).toEqual(['missing', {}, 0, 2]);
});

test('only slots of the workspace in force can be filled or emptied', () => {
  secrets.begin(bearerAt('https://prom'));
  const foreign = JSON.stringify(['https://evil', 'token', '']);
  expect(secrets.provide(foreign, 'hunter2', true)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  expect(secrets.forget(foreign)).toMatchObject({ ok: false });
  expect(sealed.size).toBe(0);
});

test('every secret of a backend has a slot of its own', () => {
  secrets.begin(
    workspaceWith(
      '{ kind: prometheus, url: "https://prom", access: { auth: { kind: basic, user: ann }, clientCertificate: { certificate: c.pem, key: k.pem, sealed: true }, secretHeaders: [X-Key], proxy: { url: "http://proxy:3128", user: bob } } }',
    ),
  );
  expect(slots().map(({ what, origin }) => `${what} → ${origin}`)).toEqual([
    'password → https://prom',
    'keyPassphrase → https://prom',
    'header → https://prom',
    'proxyPassword → http://proxy:3128',
  ]);
});

test('no value is ever in shared state, in a patch or in a refusal', () => {
  const patches: unknown[] = [];
  store.onPatch((patch) => patches.push(patch));
  secrets.begin(bearerAt('https://prom'));
  secrets.provide(onlySlot(), 'hunter2', true);
  const refused = secrets.provide('nothing', 'hunter2', true);
  store.snapshot();
  expect(patches.length).toBeGreaterThan(0);
  expect(JSON.stringify([store.read(), patches, refused])).not.toContain('hunter2');
});

test('what a notification channel is let in and signs with stays in main, and the engine is not told again', () => {
  const workspace = workspaceWith('{ kind: prometheus, url: "https://prom" }');
  const feishu = {
    kind: 'feishu',
    name: { zh: '群', en: 'group' },
    url: 'https://open.feishu.cn/open-apis/bot/v2/hook/',
  } as const;
  const wanted = { grades: ['P0', 'P1'], resolved: true, language: 'zh' } as const;
  secrets.begin({ ...workspace, notify: { duty: { ...feishu, ...wanted, grades: ['P0'], signed: true } } });
  const [token, signing] = slots();
  expect(slots()).toMatchObject([
    { channelId: 'duty', backendId: null, what: 'channelToken', origin: 'https://open.feishu.cn', kept: 'missing' },
    { channelId: 'duty', backendId: null, what: 'signingSecret', of: 'duty' },
  ]);
  secrets.provide(token?.id ?? '', 'abc', false);
  expect(secrets.ofChannel('duty')).toEqual({ channelToken: 'abc' });
  secrets.provide(signing?.id ?? '', 's3cret', false);
  expect(secrets.ofChannel('duty')).toEqual({ channelToken: 'abc', signingSecret: 's3cret' });
  expect([secrets.values(), told, channelsTold]).toEqual([{}, 0, 2]);
  secrets.begin({ ...workspace, notify: { duty: { ...feishu, ...wanted, grades: ['P0'], signed: false } } });
  expect(slots().map(({ what }) => what)).toEqual(['channelToken']);
});

test('what a protection target is spoken to with is looked up by its slot, while the workspace in force calls for it', () => {
  const workspace = workspaceWith('{ kind: prometheus, url: "https://prom" }');
  const flags = { kind: 'etcd', url: 'https://etcd:2379', user: 'ops' } as const;
  const door = { kind: 'webhook', url: 'https://ops/switch', readBack: 'https://ops/state' } as const;
  secrets.begin({ ...workspace, targets: { flags, door, lb: { kind: 'haproxy', instances: { a: 'lb:9999' } } } });
  expect(slots()).toMatchObject([
    { targetId: 'flags', backendId: null, what: 'password', of: 'ops', origin: 'https://etcd:2379', kept: 'missing' },
    { targetId: 'door', what: 'switchSecret', of: 'door', origin: 'https://ops' },
  ]);
  const slotId = targetSlotIdOf(door) ?? '';
  expect(secrets.ofTargetSlot(slotId)).toBeNull();
  secrets.provide(slotId, 's3cret', false);
  expect([secrets.ofTargetSlot(slotId), secrets.values(), told, channelsTold]).toEqual(['s3cret', {}, 0, 0]);
  // Renamed it is the same door; another address is asked for anew.
  secrets.begin({ ...workspace, targets: { gate: door } });
  expect([slots().map(({ kept }) => kept), secrets.ofTargetSlot(slotId)]).toEqual([['memory'], 's3cret']);
  secrets.begin({ ...workspace, targets: { gate: { ...door, url: 'https://evil/switch' } } });
  expect([slots().map(({ kept }) => kept), secrets.ofTargetSlot(slotId)]).toEqual([['missing'], null]);
});
