import { expect, test, vi } from 'vitest';
import { commands, type CommandHandlers, type CommandName } from '../../contract/commands';
import { accept, refuse } from '../../contract/result';
import type { Role } from '../../contract/roles';
import { answerRequest, isConsoleUrl, type SenderFacts } from './commandDesk';

const ours: SenderFacts = { windowId: 'overview-1', mainFrame: true, url: 'app://console/overview/index.html' };

const nobody = {
  person: () => null,
  lacks: (role: Role) => refuse('not-allowed', `needs ${role}`),
  seen: () => undefined,
};

function handlersWith(change: Partial<CommandHandlers>): CommandHandlers {
  const unexpected = async (): Promise<never> => {
    throw new Error('this handler must not be reached');
  };
  const names = Object.keys(commands) as CommandName[];
  return { ...Object.fromEntries(names.map((name) => [name, unexpected])), ...change } as CommandHandlers;
}
const ask = (sender: SenderFacts, name: unknown, input: unknown, change: Partial<CommandHandlers> = {}, log = vi.fn()) =>
  answerRequest({ handlers: handlersWith(change), people: nobody, logDefect: log }, sender, name, input);

test('a request of our window reaches its handler, which is told the window', async () => {
  const open = vi.fn(async () => accept({ windowId: 'wall-1' }));
  expect(await ask(ours, 'window.open', { kind: 'wall' }, { 'window.open': open })).toEqual(accept({ windowId: 'wall-1' }));
  expect(open).toHaveBeenCalledWith({ kind: 'wall' }, { windowId: 'overview-1', person: null });
});

test.each<[string, Partial<SenderFacts>]>([
  ['a renderer that is none of our windows', { windowId: null }],
  ['a frame inside a window', { mainFrame: false }],
  ['a page of the web', { url: 'https://example.com/' }],
  ['a page of the same host on another scheme', { url: 'https://console/overview/index.html' }],
  ['another host of our scheme', { url: 'app://evil/overview/index.html' }],
  ['a host that only begins like ours', { url: 'app://console.evil/overview/index.html' }],
  ['a host with our name as user', { url: 'app://console@evil/overview/index.html' }],
  ['a file', { url: 'file:///etc/passwd' }],
  ['a blank page', { url: 'about:blank' }],
  ['an empty URL', { url: '' }],
  ['something that is no URL', { url: 'console' }],
])('refuses %s', async (_who, facts) => {
  const answer = await ask({ ...ours, ...facts }, 'workspace.openDemo', undefined);
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'sender-refused' } });
});

test.each([
  'nothing.such',
  'constructor',
  '__proto__',
  'toString',
  '',
  7,
  null,
  undefined,
  { name: 'window.open' },
  ['window.open'],
])('refuses the name %j', async (name) => {
  expect(await ask(ours, name, undefined)).toMatchObject({ ok: false, refusal: { code: 'unknown-command' } });
});

test.each<[CommandName, unknown]>([
  ['window.open', { kind: 'devtools' }],
  ['window.open', { kind: 'wall', extra: 1 }],
  ['window.open', undefined],
  ['workspace.open', { path: '' }],
  ['workspace.open', { path: 'x'.repeat(5_000) }],
  ['workspace.openDemo', {}],
  ['state.snapshot', null],
  ['window.fullScreen', { on: 'yes' }],
  ['preferences.set', { theme: 'neon' }],
  ['external.open', { url: 'not a url' }],
])('refuses input of another shape: %s %j', async (name, input) => {
  expect(await ask(ours, name, input)).toMatchObject({ ok: false, refusal: { code: 'bad-input' } });
});

test('hands on what a handler refuses', async () => {
  const refusal = refuse('not-found', 'no such file');
  expect(await ask(ours, 'workspace.open', { path: '/x' }, { 'workspace.open': async () => refusal })).toEqual(refusal);
});

test('a handler that throws becomes a sentence for the window and a stack for the log', async () => {
  const log = vi.fn();
  const boom = async (): Promise<never> => {
    throw new Error('disk on fire at /home/someone');
  };
  const answer = await ask(ours, 'workspace.openDemo', undefined, { 'workspace.openDemo': boom }, log);
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'internal' } });
  expect(JSON.stringify(answer)).not.toContain('someone');
  expect(log).toHaveBeenCalledWith(expect.stringContaining('disk on fire'));
});

test('compares protocol and host, because the origin of app:// is opaque in Node', () => {
  expect(isConsoleUrl('app://console/wall/index.html')).toBe(true);
  expect(isConsoleUrl('app://console:81/wall/index.html')).toBe(false);
});

test('a command for a role is refused with the way to it, before its handler runs, and does not count as a sign of a person', async () => {
  const seen = vi.fn();
  const people = { ...nobody, seen };
  const desk = { handlers: handlersWith({}), people, logDefect: vi.fn() };
  const wanted = { personId: '6f1e2f4e-2b1a-4c39-9c77-2f6f2a3b4c5d', roles: ['admin'] };
  expect(await answerRequest(desk, ours, 'people.setRoles', wanted)).toEqual(refuse('not-allowed', 'needs admin'));
  const watcher = { id: 'p1', name: 'Li', roles: ['watch', 'operate', 'approve'] as const };
  const asWatcher = { ...desk, people: { ...people, person: () => watcher } };
  expect(await answerRequest(asWatcher, ours, 'people.setRoles', wanted)).toEqual(refuse('not-allowed', 'needs admin'));
  expect(seen).not.toHaveBeenCalled();
});

test.each([
  ['roles', { roles: ['admin'], needs: 'watch' }],
  ['a person', { person: { id: 'p1', name: 'Li', roles: ['admin'] } }],
  ['a caller', { caller: { windowId: 'overview-1', person: { id: 'p1', name: 'Li', roles: ['admin'] } } }],
  ['a prototype', Object.fromEntries([['__proto__', { person: { roles: ['admin'] } }]])],
])('a window that adds %s to its input is refused: who asks is what main knows', async (_what, extra: object) => {
  const person = { id: 'p1', name: 'Li', roles: ['watch'] as const };
  const desk = { handlers: handlersWith({}), people: { ...nobody, person: () => person }, logDefect: vi.fn() };
  const input = { personId: '6f1e2f4e-2b1a-4c39-9c77-2f6f2a3b4c5d', roles: ['admin'], ...extra };
  const answer = await answerRequest(desk, ours, 'people.setRoles', input);
  expect(answer.ok ? 'accepted' : answer.refusal.code).toMatch(/^(bad-input|not-allowed)$/);
});

test('the handler is told who is signed in by main, and what a person asks is a sign of that person', async () => {
  const seen = vi.fn();
  const person = { id: 'p1', name: 'Li', roles: ['watch', 'admin'] as const };
  const setRoles = vi.fn(async () => accept(undefined));
  const desk = {
    handlers: handlersWith({ 'people.setRoles': setRoles, 'state.snapshot': async () => refuse('unavailable', 'later') }),
    people: { ...nobody, person: () => person, seen },
    logDefect: vi.fn(),
  };
  const wanted = { personId: '6f1e2f4e-2b1a-4c39-9c77-2f6f2a3b4c5d', roles: ['watch'] };
  expect(await answerRequest(desk, ours, 'people.setRoles', wanted)).toEqual(accept(undefined));
  expect(setRoles).toHaveBeenCalledWith(wanted, { windowId: 'overview-1', person });
  expect(seen).toHaveBeenCalledTimes(1);
  await answerRequest(desk, ours, 'state.snapshot', undefined);
  expect(seen).toHaveBeenCalledTimes(1);
});
