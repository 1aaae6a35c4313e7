import { expect, test } from 'vitest';
import { readLaunchOptions } from './launchOptions';

test('reads what the command line asks for, beside switches that are for others', () => {
  const argv = [
    'electron',
    '.',
    '--no-sandbox',
    '--workspace=shop.yaml',
    '--screenshot=out/p.png',
    '--exit',
    '--size=1366x768',
    '--theme=light',
    '--language=en',
    'highnoon://open?window=wall',
  ];
  expect(readLaunchOptions(argv, '/home/me')).toEqual({
    workspace: '/home/me/shop.yaml',
    link: 'highnoon://open?window=wall',
    screenshot: '/home/me/out/p.png',
    exit: true,
    size: { width: 1366, height: 768 },
    theme: 'light',
    language: 'en',
    cityArguments: [],
  });
});

test("city options lose their prefix and keep their order: they are the city's own", () => {
  const { cityArguments } = readLaunchOptions(['--city-speed=60', '--city-start=12:04', '--city=9', '--cityspeed=1'], '/');
  expect(cityArguments).toEqual(['--speed=60', '--start=12:04']);
});

test('what is not understood counts as not asked for', () => {
  const options = readLaunchOptions(['--size=big', '--theme=neon', '--language=fr', '--workspace='], '/');
  expect(options).toMatchObject({ size: null, theme: null, language: null, workspace: null });
});
