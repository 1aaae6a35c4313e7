import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backendIdOf } from '../../../contract/workspace';
import { tinyWorkspace } from '../testing/tinyWorkspace';
import { describeRefusal, readWorkspace } from './workspaceFile';

function refusalsOf(text: string): string[] {
  const reading = readWorkspace(text, 'shop.yaml');
  return reading.ok ? [] : reading.refusals.map(describeRefusal);
}
const changed = (from: string, to: string): string => {
  expect(tinyWorkspace).toContain(from);
  return tinyWorkspace.replace(from, to);
};

test('the smallest workspace opens, with defaults filled in and durations in ms', () => {
  const reading = readWorkspace(tinyWorkspace, 'shop.yaml');
  expect(reading).toMatchObject({ ok: true, workspace: { metrics: { pay: { step: 10_000, traffic: 'real' } } } });
});

test('the built-in workspace opens, and changing its one source line moves every metric to Prometheus', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../assets/workspaces/demo-city.yaml'), 'utf8');
  const lines = text.split('\n').filter((line) => line === 'source: city');
  expect(lines).toHaveLength(1);
  for (const [source, moved] of [
    ['city', text],
    ['prometheus', text.replace('\nsource: city\n', '\nsource: prometheus\n')],
  ] as const) {
    const reading = readWorkspace(moved, 'demo-city.yaml');
    if (!reading.ok) throw new Error(reading.refusals.map(describeRefusal).join('\n'));
    const backends = Object.keys(reading.workspace.metrics).map((id) => backendIdOf(reading.workspace, id));
    expect(new Set(backends)).toEqual(new Set([source]));
  }
});

test('the runbook of the guide opens in the built-in workspace', () => {
  const read = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
  const [example] = /(?<=```yaml\n)runbooks:[^`]*/.exec(read('docs/workspace-file.md')) ?? [''];
  const [before] = read('assets/workspaces/demo-city.yaml').split(/^runbooks:$/m);
  const reading = readWorkspace(`${before ?? ''}${example}`, 'guide.yaml');
  expect(reading).toMatchObject({ ok: true, workspace: { runbooks: { 'channel-down': { checks: [{}, {}, {}] } } } });
});

test.each([
  ['docs/workspace-file.md', /(?<=```yaml\n)targets:[^`]*/g, 'recommend-off'],
  ['docs/service-protection.md', /(?<=```yaml\n)[^`]*/g, 'recommend-off'],
])('what %s shows of targets, switches and plans opens in the built-in workspace', (guide, examples, planId) => {
  const read = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
  const [before] = read('assets/workspaces/demo-city.yaml').split(/^targets:$/m);
  const shown = [...read(guide).matchAll(examples)].map(([text]) => text);
  const reading = readWorkspace(`${before ?? ''}${shown.join('')}`, 'guide.yaml');
  if (!reading.ok) throw new Error(reading.refusals.map(describeRefusal).join('\n'));
  expect(Object.keys(reading.workspace.plans)).toEqual([planId]);
});

test.each<[string, string, string[]]>([
  [
    'an unknown key, with the key that was meant',
    changed('timeZone:', 'timezone:'),
    [
      'shop.yaml:3:1 timezone: expected a known key: did you mean "timeZone"?',
      'shop.yaml:1:1 timeZone: expected this key to be set: text',
    ],
  ],
  [
    'an unknown key with nothing near',
    changed('    query:', '    colour: red\n    query:'),
    [
      'shop.yaml:10:5 metrics.pay.colour: expected a known key (name, unit, join, step, traffic, of, bad, limit, watch, backend, query)',
    ],
  ],
  [
    'an unknown key of the kind of backend that is named',
    changed('url: embedded', 'url: embedded, settle: 2s'),
    ['shop.yaml:5:42 backends.city.settle: expected a known key (kind, url, poll)'],
  ],
  ['a wrong type', changed('source: city', 'source: [city]'), ['shop.yaml:6:9 source: expected text, not a list']],
  [
    'a duration without unit',
    changed('    query:', '    step: 10\n    query:'),
    ['shop.yaml:10:11 metrics.pay.step: expected a duration such as 500ms, 10s, 5m, 2h or 1d, not 10'],
  ],
  [
    'another version',
    changed('version: 1', 'version: 2'),
    ['shop.yaml:1:10 version: expected version: 1 (this console reads workspace format 1), not 2'],
  ],
  [
    'a kind of backend that does not exist',
    changed('kind: demoCity', 'kind: graphite'),
    [
      'shop.yaml:5:17 backends.city.kind: expected one of demoCity, prometheus, victoriaMetrics, alertmanager, pushFeed, jaeger, skywalking, webhook, not "graphite"',
    ],
  ],
  [
    'a kind that is missing',
    changed('{ kind: demoCity, url: embedded }', '{ url: embedded }'),
    [
      'shop.yaml:5:3 backends.city.kind: expected this key to be set: one of demoCity, prometheus, victoriaMetrics, alertmanager, pushFeed, jaeger, skywalking, webhook',
    ],
  ],
  [
    'a time zone nobody lives in',
    changed('Asia/Shanghai', 'Mars/Olympus'),
    ['shop.yaml:3:11 timeZone: expected an IANA time zone such as Asia/Shanghai'],
  ],
  [
    'a reference to nothing',
    changed('{ metric: pay }', '{ metric: paid }'),
    ['shop.yaml:12:15 funnel.0.metric: expected one of the metrics in this file (pay), not "paid"'],
  ],
  [
    'a name that every object has',
    changed('source: city', 'source: constructor'),
    ['shop.yaml:6:9 source: expected one of the backends in this file (city), not "constructor"'],
  ],
  [
    'a metric that its backend cannot answer',
    changed('demoCity: orders.pay', 'prometheus: up'),
    ['shop.yaml:10:12 metrics.pay.query: expected a query for demoCity, because this metric is read from a demoCity backend'],
  ],
  [
    'a text in one language only',
    changed('{ zh: 小店, en: Small shop }', '{ zh: 小店 }'),
    ['shop.yaml:2:1 name.en: expected this key to be set: text'],
  ],
  [
    'an empty list',
    changed('funnel:\n  - { metric: pay }', 'funnel: []'),
    ['shop.yaml:11:9 funnel: expected at least 1 entry, not a list'],
  ],
  [
    'a duplicate key',
    changed('source: city', 'source: city\nsource: city'),
    ['shop.yaml:7:1 source: expected each key once: this one is already set above'],
  ],
  ['a tab', changed('    query:', '\tquery:'), ['shop.yaml:10:1 expected spaces: YAML does not allow tabs for indentation']],
  [
    'an unclosed bracket',
    changed('{ demoCity: orders.pay }', '{ demoCity: orders.pay'),
    ['shop.yaml:11:1 expected a closing quote, bracket or comma here'],
  ],
  ['an empty file', '', ['shop.yaml:1:1 expected a map of keys, not nothing']],
  ['a file of text', 'hello', ['shop.yaml:1:1 expected a map of keys, not "hello"']],
  [
    'two documents',
    `${tinyWorkspace}---\n${tinyWorkspace}`,
    ['shop.yaml:13:1 expected one workspace per file: remove the second "---"'],
  ],
])('refuses %s', (_what, text, expected) => {
  expect(refusalsOf(text)).toEqual(expected);
});

/** The smallest workspace with a core link and one check, written as one line. */
const withCheck = (check: string, when = '{}'): string =>
  `${tinyWorkspace}runbooks:\n  shop: { name: { zh: 查, en: check }, when: ${when}, checks: [${check}] }\n`;
const withLink = (text: string): string =>
  text
    .replace('funnel:', '  slow: { name: { zh: 慢, en: slow }, of: node, query: { demoCity: node.latencyP50 } }\nfunnel:')
    .replace(
      'runbooks:',
      'coreLink: { domains: { d: { name: { zh: 域, en: d } } }, nodes: { api: { name: { zh: 口, en: api }, domain: d, kind: service } } }\nrunbooks:',
    );
const ofCheck = 'id: c, name: { zh: 查, en: check }';
const query = (rest: string): string => `{ kind: query, ${ofCheck}, ${rest} }`;
const fetching = (rest: string): string => `{ kind: fetch, ${ofCheck}, ${rest} }`;
const answers = '[{ id: a, name: { zh: 是, en: a }, means: bad }, { id: b, name: { zh: 否, en: b }, means: good }]';

test.each<[string, string, string[]]>([
  ['a check of a metric', withCheck(query('metric: pay, bad: { below: "80%" }')), []],
  [
    'a check of a node',
    withLink(withCheck(query('metric: slow, slice: { node: $suspect }, bad: { above: 9 }'), '{ nodes: [api] }')),
    [],
  ],
  ['an address', withCheck(fetching('url: "https://status.example/api", expect: { pointer: /a~1b/0, is: none }')), []],
  ['a path of a backend', withCheck(fetching('backend: city, path: /api/clock, within: 2s, unreachable: bad')), []],
  ['a question', withCheck(`{ kind: question, ${ofCheck}, answers: ${answers}, concludes: { bad: { zh: 停, en: stop } } }`), []],
  [
    'a metric that is not there',
    withCheck(query('metric: paid, bad: { below: 1 }')),
    ['runbooks.shop.checks.0.metric: expected one of the metrics in this file (pay), not "paid"'],
  ],
  [
    'a judgement without a limit',
    withCheck(query('metric: pay, bad: {}')),
    ['runbooks.shop.checks.0.bad: expected above: or below: with a number or a share such as "300%"'],
  ],
  [
    'a share without its mark',
    withCheck(query('metric: pay, bad: { below: eighty }')),
    [
      'runbooks.shop.checks.0.bad.below: expected a number in the metric\'s unit, or a share of what is expected such as "80%", not "eighty"',
    ],
  ],
  [
    'a suspect where nobody can be suspected',
    withCheck(query('metric: pay, slice: { node: $suspect }, bad: { below: 1 }')),
    [
      'runbooks.shop.checks.0: expected no $suspect, or a coreLink in this file: without one nobody can be suspected',
      'runbooks.shop.checks.0.slice.node: expected one of the dimensions in this file (none yet), not "node"',
      'runbooks.shop.checks.0.slice.node: expected a value of its own: $suspect is a node, for node, from or to',
    ],
  ],
  [
    'a node metric without its node, and a node that is not there',
    withLink(
      withCheck(
        `${query('metric: slow, bad: { above: 9 }')}, ${query('metric: slow, slice: { node: apy, rack: r }, bad: { above: 9 }')}`,
      ),
    ),
    [
      'runbooks.shop.checks.1.id: expected an id that no other check of this runbook has',
      'runbooks.shop.checks.0.slice: expected this key to be set: node in the slice, because "slow" is of: node',
      'runbooks.shop.checks.1.slice.node: expected one of the nodes in this file (api), not "apy"',
      'runbooks.shop.checks.1.slice.rack: expected one of node, idc, instance, by which a node is cut',
    ],
  ],
  [
    'a quotient of what is not cut alike',
    withLink(withCheck(query('metric: slow, per: pay, slice: { node: api }, bad: { above: 9 }'))),
    ['runbooks.shop.checks.0.per: expected a metric with "of: node", because both are cut alike; "pay" is of: business'],
  ],
  [
    'whom it is for, misspelt',
    withLink(withCheck(query('metric: pay, bad: { below: 1 }'), '{ nodes: [app], domains: [x], metrics: [y], symptom: slow }')),
    ['runbooks.shop.when.symptom: expected one of latency, failures, loss, not "slow"'],
  ],
  [
    'whom it is for, not there',
    withLink(withCheck(query('metric: pay, bad: { below: 1 }'), '{ nodes: [app], domains: [x], metrics: [y] }')),
    [
      'runbooks.shop.when.nodes.0: expected one of the nodes in this file (api), not "app"',
      'runbooks.shop.when.domains.0: expected one of the domains in this file (d), not "x"',
      'runbooks.shop.when.metrics.0: expected one of the metrics in this file (pay, slow), not "y"',
    ],
  ],
  [
    'a fetch that goes nowhere or to two places',
    withCheck(fetching('expect: {}')),
    ['runbooks.shop.checks.0: expected url: with an address, or backend: and path:'],
  ],
  [
    'a password in an address',
    withCheck(fetching('url: "https://a:b@status.example/"')),
    [
      'runbooks.shop.checks.0.url: expected an address without user or password in it: name a backend with access.auth instead, and a path',
    ],
  ],
  [
    'a backend that is not there and a path that leaves it',
    withCheck(fetching('backend: status, path: //elsewhere/x')),
    [
      'runbooks.shop.checks.0.path: expected a path on that server such as /api/health, not "//elsewhere/x"',
      'runbooks.shop.checks.0.backend: expected one of the backends in this file (city), not "status"',
    ],
  ],
  [
    'a fetch from a backend that only listens',
    withCheck(fetching('backend: hook, path: /')).replace(
      'source:',
      '  hook: { kind: webhook, url: "http://127.0.0.1:9471" }\nsource:',
    ),
    ['runbooks.shop.checks.0.backend: expected another backend: a webhook is told by others and answers nothing'],
  ],
  [
    'a limit without what it is of',
    withCheck(fetching('url: "https://status.example/", expect: { below: 3 }')),
    ['runbooks.shop.checks.0.expect: expected is:, above: or below: beside pointer:, which says where in the answer'],
  ],
  [
    'a question with one answer',
    withCheck(`{ kind: question, ${ofCheck}, answers: [{ id: a, name: { zh: 是, en: a }, means: bad }] }`),
    ['runbooks.shop.checks.0.answers: expected two to five answers, each with id, name and means: good, bad or unknown'],
  ],
  [
    'an unknown key of a kind of check',
    withCheck(query('metric: pay, bad: { below: 1 }, url: x')),
    ['runbooks.shop.checks.0.url: expected a known key (kind, id, name, metric, per, slice, over, bad, concludes)'],
  ],
  [
    'a kind of check that does not exist',
    withCheck(`{ kind: shell, ${ofCheck} }`),
    ['runbooks.shop.checks.0.kind: expected one of query, fetch, question, not "shell"'],
  ],
])('runbooks: %s', (_what, text, expected) => {
  expect(refusalsOf(text).map((line) => line.replace(/^shop\.yaml:\d+:\d+ /, ''))).toEqual(expected);
});

test('anchors and merges are followed, and trouble behind one is told where it is written', () => {
  const text = tinyWorkspace
    .replace('  pay:\n', '  pay: &paid\n')
    .replace('funnel:', '  again: *paid\n  third: { <<: *paid, unit: /min }\nfunnel:');
  expect(refusalsOf(text)).toEqual([]);
  expect(refusalsOf(text.replace('zh: 支付', 'zh: 7'))).toContain('shop.yaml:9:17 metrics.again.name.zh: expected text, not 7');
});

test('an alias bomb is refused at once', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
  const bomb = `l0: &l0 [lol]\n${levels.join('\n')}\n`;
  expect(refusalsOf(bomb)).toEqual([expect.stringContaining('fewer aliases')]);
});

test.each([
  ['brackets', `a: ${'['.repeat(400_000)}`],
  ['lists', '- '.repeat(400_000)],
  // Without the look ahead this one ends the process inside V8.
  ['question marks', '? '.repeat(400_000)],
])('a file of nested %s past any sense is refused before it is parsed', (_what, text) => {
  expect(refusalsOf(text)).toEqual([expect.stringContaining('fewer levels')]);
});

test('tens of thousands of keys are read in seconds, not minutes', { timeout: 10_000 }, () => {
  const keys = Array.from({ length: 40_000 }, (_, i) => `key${i}: 1`).join('\n');
  expect(refusalsOf(`${keys}\nkey7: 1\n`)).toEqual([
    'shop.yaml:40001:1 key7: expected each key once: this one is already set above',
  ]);
});

test('more than 1 MB is not read', () => {
  expect(refusalsOf(`# ${'x'.repeat(1_100_000)}`)).toEqual([expect.stringContaining('at most 1 MB')]);
});

test('a file that is wrong everywhere names at most twenty things', () => {
  const keys = Array.from({ length: 100 }, (_, i) => `nonsense${i}: 1`).join('\n');
  expect(refusalsOf(`${tinyWorkspace}${keys}\n`)).toHaveLength(20);
});
