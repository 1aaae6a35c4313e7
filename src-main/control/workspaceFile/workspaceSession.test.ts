import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSharedStore, type Store } from '../store';
import { tinyWorkspace } from '../testing/tinyWorkspace';
import { createWorkspaceSession, type OpenedWorkspace, type WorkspaceSession } from './workspaceSession';

let folder = '';
let path = '';
let store: Store;
let session: WorkspaceSession;
let opened: OpenedWorkspace[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-session-'));
  path = join(folder, 'shop.yaml');
  writeFileSync(path, tinyWorkspace);
  store = createSharedStore(() => undefined);
  opened = [];
  session = createWorkspaceSession({ store, demoText: tinyWorkspace, opened: (each) => opened.push(each), log: () => undefined });
});
afterEach(() => {
  session.close();
  rmSync(folder, { recursive: true, force: true });
});

const named = (name: string): string => tinyWorkspace.replace('Small shop', name);
const currentName = (): string | undefined => store.read().workspace['current']?.name.en;
/** State that main reaches by itself, after the file system told it: awaited as a change of state. */
const until = (holds: () => boolean): Promise<void> =>
  vi.waitFor(() => {
    expect(holds()).toBe(true);
  }, 5_000);

test('a good file comes into force with the next revision', async () => {
  session.openDemo();
  expect(await session.open(path)).toEqual({ ok: true, value: undefined });
  expect(opened.map(({ revision, path: from }) => [revision, from])).toEqual([
    [1, null],
    [2, path],
  ]);
});

test('a bad file opens nothing: its refusals are told and the former workspace stays', async () => {
  session.openDemo();
  writeFileSync(path, named('Broken').replace('source: city', 'sorce: city'));
  const result = await session.open(path);
  expect(result).toMatchObject({ ok: false, refusal: { code: 'workspace-invalid', at: { file: path, line: 6, key: 'sorce' } } });
  expect(store.read().workspaceProblem['current']).toMatchObject({
    path,
    refusals: [{ at: { line: 6, key: 'sorce' } }, { at: { line: 1, key: 'source' } }],
  });
  expect(currentName()).toBe('Small shop');
  session.dismissProblem();
  expect(store.read().workspaceProblem).toEqual({});
});

test('a start with a good file never opens Demo City', async () => {
  await session.openFirst(path);
  expect(opened.map(({ path: from }) => from)).toEqual([path]);
});

test('a start with a bad file opens Demo City, and what is wrong with the file stays told', async () => {
  writeFileSync(path, named('Broken').replace('source: city', 'sorce: city'));
  await session.openFirst(path);
  expect(opened.map(({ path: from }) => from)).toEqual([null]);
  expect(store.read().workspaceProblem['current']).toMatchObject({ path });
});

test.each([
  ['a path where nothing is', () => join(folder, 'none.yaml'), 'not-found'],
  ['a folder', () => folder, 'workspace-invalid'],
])('refuses %s', async (_what, at, code) => {
  expect(await session.open(at())).toMatchObject({ ok: false, refusal: { code } });
});

test('a file that is written again is read again', async () => {
  await session.open(path);
  writeFileSync(path, named('Second'));
  await until(() => currentName() === 'Second');
});

test('a file that an editor replaces by rename is read again, more than once', async () => {
  await session.open(path);
  for (const name of ['Second', 'Third shop']) {
    writeFileSync(`${path}.tmp`, named(name));
    renameSync(`${path}.tmp`, path);
    await until(() => currentName() === name);
  }
});

test('a change for the worse keeps the former workspace, and the repair ends the problem', async () => {
  await session.open(path);
  writeFileSync(path, 'nonsense');
  await until(() => 'current' in store.read().workspaceProblem);
  expect(currentName()).toBe('Small shop');
  writeFileSync(path, named('Repaired'));
  await until(() => currentName() === 'Repaired');
  expect(store.read().workspaceProblem).toEqual({});
});

test('the file that was left is no longer followed', async () => {
  await session.open(path);
  session.openDemo();
  const other = join(folder, 'other.yaml');
  writeFileSync(other, named('Other'));
  await session.open(other);
  writeFileSync(path, named('Left behind'));
  writeFileSync(other, named('Other again'));
  await until(() => currentName() === 'Other again');
  expect(opened.some(({ workspace }) => workspace.name.en === 'Left behind')).toBe(false);
});
