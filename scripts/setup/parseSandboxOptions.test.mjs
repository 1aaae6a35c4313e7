import { expect, test } from 'vitest';
import { parseSandboxOptions } from './parseSandboxOptions.mjs';

test("the sandbox's own options are its own, the rest is the console's", () => {
  const words = ['--days', '8', '--scenario=paymentOutage', '--virtual-display', '--screenshot', 'out.png', '--language', 'en'];
  expect(parseSandboxOptions(words, '/home/noon')).toMatchObject({
    sandbox: { days: 8, scenario: 'paymentOutage' },
    console: true,
    virtualDisplay: true,
    appArguments: ['--screenshot=/home/noon/out.png', '--language=en'],
  });
  expect(parseSandboxOptions(['--no-console', '--seed', '7'])).toMatchObject({ sandbox: { days: 2, seed: 7 }, console: false });
});

test('the small shop has a lease of its own, and nothing of the city', () => {
  expect(parseSandboxOptions(['--shop', '--no-console'])).toMatchObject({
    sandbox: { shop: true, lease: '10m' },
    console: false,
  });
  expect(parseSandboxOptions(['--shop', '--lease=20s']).sandbox).toEqual({ shop: true, lease: '20s' });
});

test.each([
  [['--shop', '--days', '8'], '--days is of the city; with --shop there is none.'],
  [['--lease', '20s'], '--lease goes with --shop.'],
  [['--shop', '--lease', 'soon'], '--lease is a duration such as 20s or 10m, not "soon".'],
  [['--days', 'many'], '--days is a whole number from 0 to 28, not "many".'],
  [['--days', '29'], '--days is a whole number from 0 to 28, not "29".'],
  [['--scenario'], '--scenario needs a value.'],
])('%j is refused in a sentence', (words, sentence) => {
  expect(() => parseSandboxOptions(words)).toThrow(sentence);
});
