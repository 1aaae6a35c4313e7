import { expect, test, vi } from 'vitest';
import { commands, type CommandHandlers, type CommandName } from '../../contract/commands';
import { accept, refuse } from '../../contract/result';
import { answerRequest, isConsoleUrl, type SenderFacts } from './commandDesk';

const ours: SenderFacts = { windowId: 'overview-1', mainFrame: true, url: 'app://console/overview/index.html' };

function handlersWith(change: Partial<CommandHandlers>): CommandHandlers {
  const unexpected = async (): Promise<never> => {
    throw new Error('this handler must not be reached');
  };
  const names = Object.keys(commands) as CommandName[];
  return { ...Object.fromEntries(names.map((name) => [name, unexpected])), ...change } as CommandHandlers;
}
const ask = (sender: SenderFacts, name: unknown, input: unknown, change: Partial<CommandHandlers> = {}, log = vi.fn()) =>
  answerRequest(handlersWith(change), log, sender, name, input);

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
