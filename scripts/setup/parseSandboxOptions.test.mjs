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

test.each([
  [['--days', 'many'], '--days is a whole number from 0 to 28, not "many".'],
  [['--days', '29'], '--days is a whole number from 0 to 28, not "29".'],
  [['--scenario'], '--scenario needs a value.'],
])('%j is refused in a sentence', (words, sentence) => {
  expect(() => parseSandboxOptions(words)).toThrow(sentence);
});
