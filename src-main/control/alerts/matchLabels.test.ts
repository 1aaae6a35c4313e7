import { expect, test } from 'vitest';
import type { Matcher } from '../../../contract/state';
import { matchLabels } from './matchLabels';
import { tooBroad } from './tooBroad';

const operators = { '=': [false, true], '!=': [false, false], '=~': [true, true], '!~': [true, false] } as const;

function matcher(name: string, operator: keyof typeof operators, value: string): Matcher {
  const [isRegex, isEqual] = operators[operator];
  return { name, value, isRegex, isEqual };
}

function isTrue(labels: Record<string, string>, ...matchers: Matcher[]): boolean | null {
  return matchLabels(matchers, [labels])?.[0] ?? null;
}

test.each<[string, keyof typeof operators, string, boolean]>([
  ['pay', '=', 'pay', true],
  ['pay', '=', 'Pay', false],
  ['pay', '!=', 'pay', false],
  ['pay', '!=', 'push', true],
  ['pay', '=~', 'p.y', true],
  ['payment', '=~', 'pay', false],
  ['repay', '=~', 'pay', false],
  ['pay', '=~', 'push|pay', true],
  ['pushover', '=~', 'push|pay', false],
  ['pay', '!~', 'pa', true],
  ['pay', '!~', 'pa.', false],
  ['PAY', '=~', '(?i)pay', true],
  ['pay\nnow', '=~', 'pay.now', false],
  ['pay\nnow', '=~', '(?s)pay.now', true],
  ['支付', '=~', '支.', true],
  ['10-20', '=~', '10\\-20', true],
  ['pay', '=~', '(?P<who>pa)y', true],
  ['💳', '=~', '.', true],
])('as Alertmanager has it: %j %s %j is %s', (value, operator, wanted, expected) => {
  expect(isTrue({ service: value }, matcher('service', operator, wanted))).toBe(expected);
});

test('a missing label is the empty string', () => {
  expect(isTrue({}, matcher('service', '=', ''))).toBe(true);
  expect(isTrue({}, matcher('service', '!=', 'pay'))).toBe(true);
  expect(isTrue({}, matcher('service', '=~', '.*'))).toBe(true);
  expect(isTrue({}, matcher('service', '=~', '.+'))).toBe(false);
  expect(isTrue({}, matcher('constructor', '=', ''))).toBe(true);
});

test('all matchers have to be true, each of its own label', () => {
  const labelSets = [{ a: '1', b: '2' }, { a: '1' }, { b: '2' }];
  expect(matchLabels([matcher('a', '=', '1'), matcher('b', '=~', '[23]')], labelSets)).toEqual([true, false, false]);
});

test('what the two kinds of pattern read differently is not guessed', () => {
  for (const pattern of ['\\Apay\\z', '[[:alpha:]]+', '\\pL+', '\\Qa.b\\E', '(?=pay)', '(a)\\1', '(', '(?U)a'])
    expect(isTrue({ service: 'pay' }, matcher('service', '=~', pattern)), pattern).toBe(null);
});

test('a pattern that would keep the console busy for years is given up', () => {
  const startedAt = performance.now();
  expect(isTrue({ service: `${'a'.repeat(60)}!` }, matcher('service', '=~', '(?:(?:a+)+)+'))).toBe(null);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test.each<[string, Matcher[], string | undefined]>([
  ['names one alert', [matcher('alertname', '=', 'PayDown')], undefined],
  ['names one and narrows it', [matcher('alertname', '=', 'PayDown'), matcher('idc', '!=', 'east')], undefined],
  ['narrows with a negative pattern', [matcher('service', '=', 'pay'), matcher('idc', '!~', 'east|west')], undefined],
  ['matches any value', [matcher('service', '=', 'pay'), matcher('alertname', '=~', '.*')], 'matches-everything'],
  ['matches any value that is there', [matcher('service', '=', 'pay'), matcher('a', '=~', '.+')], 'matches-everything'],
  ['hides it in a group', [matcher('service', '=', 'pay'), matcher('a', '=~', '(|x|[^x].*|x.+)')], 'matches-everything'],
  ['has only patterns', [matcher('service', '=~', 'pay|push')], 'no-equality'],
  ['has only negations', [matcher('service', '!=', 'pay')], 'no-equality'],
  ['asks for a label to be absent', [matcher('service', '=', '')], 'no-equality'],
  ['cannot be read', [matcher('service', '=', 'pay'), matcher('a', '=~', '\\pL+')], 'unreadable'],
])('a silence that %s', (_, matchers, why) => {
  expect(tooBroad(matchers)?.why).toBe(why);
});
