import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accept } from '../../../contract/result';
import { tinyWorkspace } from '../testing/tinyWorkspace';
import { createSettingsDesk, type ReadBackend, type SettingsDesk } from './settingsDesk';

const shop = tinyWorkspace.replace(
  '  city: { kind: demoCity, url: embedded }',
  '  city: { kind: demoCity, url: embedded } # the city\n  # Spare.\n  prom:\n    kind: prometheus\n    url: http://prom:9090 # inside',
);
let folder = '';
let path = '';
let inForce: string | null;
let written: string[];
let desk: SettingsDesk;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-settings-'));
  path = join(folder, 'shop.yaml');
  writeFileSync(path, shop);
  inForce = path;
  written = [];
  desk = createSettingsDesk({
    path: () => inForce,
    demoText: tinyWorkspace,
    written: async (file) => {
      written.push(file);
      return accept(undefined);
    },
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function readProm(): Promise<ReadBackend> {
  const read = await desk.read('prom');
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}
const file = (): string => readFileSync(path, 'utf8');

test('all backends of the file are listed, also those that nothing reads from', async () => {
  expect(await desk.list()).toEqual(
    accept({
      backends: [
        { id: 'city', kind: 'demoCity', readBy: ['pay'] },
        { id: 'prom', kind: 'prometheus', readBy: [] },
      ],
      writable: true,
    }),
  );
});

test('what was read is saved with one change, the file keeps its comments and comes into force', async () => {
  const { settings, basis } = await readProm();
  expect(settings).toEqual({ kind: 'prometheus', url: 'http://prom:9090' });
  const saved = await desk.save('prom', { ...settings, poll: '9s' }, basis);
  expect(saved).toMatchObject({ ok: true });
  expect(file()).toBe(shop.replace('# inside', '# inside\n    poll: 9s'));
  expect(written).toEqual([path]);
  expect(saved).toEqual(accept({ basis: (await readProm()).basis }));
});

test('the file keeps its permissions, a link stays a link, and nothing lies beside it', async () => {
  const link = join(folder, 'link.yaml');
  symlinkSync(path, link);
  chmodSync(path, 0o640);
  inForce = link;
  const { settings, basis } = await readProm();
  expect(await desk.save('prom', { ...settings, poll: '9s' }, basis)).toMatchObject({ ok: true });
  expect(file()).toContain('poll: 9s');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(['link.yaml', 'shop.yaml']);
});

test('somebody changed this backend meanwhile: nothing is written', async () => {
  const { settings, basis } = await readProm();
  writeFileSync(path, shop.replace('prom:9090', 'prom2:9090'));
  const before = file();
  expect(await desk.save('prom', { ...settings, poll: '9s' }, basis)).toMatchObject({
    ok: false,
    refusal: { code: 'not-allowed', message: expect.stringContaining('meanwhile') as string },
  });
  expect([file(), written]).toEqual([before, []]);
});

test('somebody changed another part meanwhile: both changes stay', async () => {
  const { settings, basis } = await readProm();
  writeFileSync(path, shop.replace('# Spare.', '# Spare, for Sundays.').replace('Small shop', 'Smaller shop'));
  expect(await desk.save('prom', { ...settings, poll: '9s' }, basis)).toMatchObject({ ok: true });
  expect(file()).toContain('# Spare, for Sundays.');
  expect(file()).toContain('Smaller shop');
  expect(file()).toContain('poll: 9s');
});

test('wrong settings are told key by key, as they are in the form, and are never written', async () => {
  const { basis } = await readProm();
  const wrong = { kind: 'prometheus', url: 'prom:9090', poll: 'soon', access: { auth: { kind: 'basic' } } };
  const judged = await desk.judge('prom', wrong);
  expect(judged).toMatchObject({
    ok: true,
    value: [{ at: { key: 'url' } }, { at: { key: 'poll' } }, { at: { key: 'access.auth.user' } }],
  });
  expect(await desk.save('prom', wrong, basis)).toMatchObject({ ok: false, refusal: { at: { key: 'url' } } });
  expect(file()).toBe(shop);
  expect(await desk.judge('prom', { kind: 'prometheus', url: 'http://prom:1' })).toEqual(accept([]));
});

test('a password in an address is refused, and no refusal repeats it', async () => {
  const wrong = [
    { kind: 'prometheus', url: 'http://me:hunter2@prom:9090' },
    { kind: 'prometheus', url: 'ftp://me:hunter2@prom:9090' },
    { kind: 'prometheus', url: 'http://prom:9090', access: { auth: 'hunter2' } },
    { kind: 'prometheus', url: 'http://prom:9090', access: { auth: { kind: 'bearer', token: 'hunter2' } } },
  ];
  for (const settings of wrong) {
    const judged = await desk.judge('prom', settings);
    expect(judged).toMatchObject({ ok: true, value: [{ code: 'workspace-invalid' }] });
    expect(JSON.stringify(judged)).not.toContain('hunter2');
  }
});

test('settings for a check are those of the form, saved or not, with the folder of the file', async () => {
  expect(await desk.parse('prom', { kind: 'prometheus', url: 'http://new:9090' })).toMatchObject({
    ok: true,
    value: { settings: { url: 'http://new:9090', poll: 5_000 }, folder },
  });
  expect(await desk.parse('prom', { kind: 'prometheus', url: 'new' })).toMatchObject({
    ok: false,
    refusal: { at: { key: 'url' } },
  });
});

test('a backend is added under a free name, and taken out while nothing reads from it', async () => {
  const settings = { kind: 'victoriaMetrics', url: 'http://vm:8428' };
  expect(await desk.save('prom', settings, null)).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
  expect(await desk.save('vm', settings, null)).toMatchObject({ ok: true });
  const added = await desk.read('vm');
  if (!added.ok) throw new Error(added.refusal.message);
  expect(await desk.remove('vm', added.value.basis)).toMatchObject({ ok: true });
  expect(file()).toBe(shop);
});

test('a backend that a metric reads from stays', async () => {
  const city = await desk.read('city');
  if (!city.ok) throw new Error(city.refusal.message);
  expect(await desk.remove('city', city.value.basis)).toMatchObject({
    ok: false,
    refusal: { code: 'not-allowed', message: expect.stringContaining('pay') as string },
  });
  expect(file()).toBe(shop);
});

test('the built-in workspace is read but not written', async () => {
  inForce = null;
  const city = await desk.read('city');
  if (!city.ok) throw new Error(city.refusal.message);
  expect(await desk.list()).toMatchObject({ ok: true, value: { writable: false } });
  expect(await desk.save('city', city.value.settings, city.value.basis)).toMatchObject({
    ok: false,
    refusal: { code: 'not-allowed', message: expect.stringContaining('Save a copy') as string },
  });
});

test('a file that is gone is said to be gone', async () => {
  rmSync(path);
  expect(await desk.list()).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
});
