import { expect, test } from 'vitest';
import { edgeIdOf, type CoreLink } from '../../../../contract/coreLink';
import type { DimensionFinding, Suspect } from '../../../../contract/diagnosis';
import type { RoomEvent } from '../../../../contract/state';
import type { ChangeContext } from './changeContext';
import { fitChanges } from './fitChanges';

const startedAt = Date.parse('2026-11-24T12:05:00+08:00');
const minuteMs = 60_000;
const text = (name: string) => ({ zh: name, en: name });
const nodeIds = ['order-submit', 'pay-gateway', 'pay-router', 'channel-b', 'eta'];

const link: CoreLink = {
  revision: 1,
  domains: [],
  idcs: [{ id: 'north', name: text('north') }],
  path: ['order-submit', 'pay-gateway'],
  nodes: nodeIds.map((id) => ({ id, name: text(id), domain: null, kind: 'service', origin: 'workspace', idcs: [] })),
  edges: [{ id: edgeIdOf('pay-router', 'channel-b'), from: 'pay-router', to: 'channel-b', origin: 'workspace' }],
  sources: [],
  leftOut: 0,
};
const context: ChangeContext = {
  startedAt,
  to: startedAt + 2 * minuteMs,
  link,
  dimensions: [],
  names: { nodeOf: (name) => name, nodeLabels: ['service'], labelOf: (dimension) => `app_${dimension}` },
  lostPerMinute: 400,
};

test('a release of the suspect seconds before is told with it and makes it surer; one of a bystander is not', () => {
  const [told] = fitChanges([suspect('pay-gateway')], [release('pay-gateway', 15), release('eta', 15)], context);
  expect(told?.changes).toMatchObject([{ eventId: 'pay-gateway 15', kind: 'release', scope: 'suspect' }]);
  expect(told?.changes[0]?.fits).toBeGreaterThan(0.95);
  expect(told?.confidence).toBeGreaterThan(0.7);
  expect(told?.evidence.at(-1)).toMatchObject({ why: 'change', of: 'pay-gateway 15', series: 'change', lines: [] });
});

test('what came after the first bad bucket is no cause, nor is what had half an hour to show', () => {
  const late = { ...release('pay-gateway', 0), at: startedAt + minuteMs };
  const [told] = fitChanges([suspect('pay-gateway')], [late, release('pay-gateway', 45 * 60)], context);
  expect(told).toEqual(suspect('pay-gateway'));
});

test('closer is likelier, and a place that is changed all day proves nothing by it', () => {
  const fits = (...events: RoomEvent[]): number => fitChanges([suspect('eta')], events, context)[0]?.changes[0]?.fits ?? 0;
  expect(fits(release('eta', 20))).toBeGreaterThan(fits(release('eta', 20 * 60)));
  const allDay = Array.from({ length: 120 }, (_, i) => release('eta', (i + 1) * 660));
  expect(fits(release('eta', 600), ...allDay)).toBeLessThan(0.6 * fits(release('eta', 600)));
});

test('two suspects nearly alike: the one that was just changed comes first', () => {
  const both = [suspect('order-submit', 0.42), suspect('pay-router', 0.4)];
  expect(fitChanges(both, [release('pay-router', 30)], context).map(({ target }) => target)).toEqual([
    'pay-router',
    'order-submit',
  ]);
});

test('a change of either end belongs to the call between them, one on the way there fits less, and labels name nodes too', () => {
  const call: Suspect = {
    ...suspect(edgeIdOf('pay-router', 'channel-b')),
    kind: 'link',
    path: ['pay-gateway', 'pay-router', 'channel-b'],
  };
  const labelled = { ...release(null, 40), id: 'labelled', labels: { service: 'pay-gateway' } };
  const [told] = fitChanges([call], [release('pay-router', 20), labelled], context);
  expect(told?.changes.map(({ eventId, scope }) => [eventId, scope])).toEqual([
    ['pay-router 20', 'suspect'],
    ['labelled', 'path'],
  ]);
});

test('a drill under way that names the suspect is said as such, however long ago it began', () => {
  const drill: RoomEvent = { ...release('pay-gateway', 50 * 60), kind: 'drill', traffic: 'drill' };
  const [told] = fitChanges([suspect('pay-gateway')], [drill], context);
  expect(told?.changes).toMatchObject([{ kind: 'drill', scope: 'suspect', fits: 0.97 }]);
  const ended = { ...drill, until: startedAt - 20 * minuteMs };
  expect(fitChanges([suspect('pay-gateway')], [ended], context)[0]?.changes).toEqual([]);
});

test('a release whose version explains the drop is a suspect when no place stands out, and does not push out one that does', () => {
  const dimensions = [finding([{ slice: { version: '7.2', platform: 'ios' }, explained: -380 }])];
  const titled = { ...release('app-store', 120), title: { zh: 'App 发布 7.2', en: 'App 7.2 released' } };
  const [first, second] = fitChanges([suspect('eta', 0.2)], [titled], { ...context, dimensions });
  expect(first).toMatchObject({
    kind: 'change',
    target: titled.id,
    name: titled.title,
    explains: { share: 0.95, perMinute: 380 },
  });
  expect(first?.changes).toMatchObject([{ scope: 'slice' }]);
  expect(second?.target).toBe('eta');
  const sure = fitChanges([suspect('order-submit', 0.97)], [titled], { ...context, dimensions });
  expect(sure.map(({ kind }) => kind)).toEqual(['node']);
});

test('labels decide: another version, or a longer number that holds this one, is not meant', () => {
  const dimensions = [finding([{ slice: { version: '7.2' }, explained: -380 }])];
  const labelled = { ...release('app-store', 60), labels: { app_version: '7.1' }, title: text('App 7.2 withdrawn for 7.1') };
  const longer = { ...release('app-store', 90), title: text('App 17.2 and 7.2.9 released') };
  expect(fitChanges([], [labelled, longer], { ...context, dimensions })).toEqual([]);
  expect(fitChanges([], [{ ...labelled, labels: { app_version: '7.2' } }], { ...context, dimensions })).toHaveLength(1);
});

test('everybody orders more since a promotion began: that is what is named, and no alarm is taken for a change', () => {
  const dimensions = [{ ...finding([]), actual: 2_000, expected: 1_000, everywhere: 1_000 }];
  const promotion: RoomEvent = { ...release(null, 40), kind: 'promotion', title: text('Joint promotion starts') };
  const alarm: RoomEvent = { ...release(null, 5), kind: 'alarm' };
  const found = fitChanges([], [promotion, alarm], { ...context, dimensions, lostPerMinute: null });
  expect(found).toMatchObject([
    { kind: 'change', name: { en: 'Joint promotion starts' }, explains: { share: 1, perMinute: null } },
  ]);
});

function suspect(target: string, confidence = 0.6): Suspect {
  return {
    id: `node ${target}`,
    kind: 'node',
    target,
    name: text(target),
    confidence,
    explains: { share: confidence, perMinute: confidence * 400 },
    since: startedAt + 10_000,
    path: [target],
    evidence: [],
    changes: [],
  };
}

function release(target: string | null, secondsBefore: number): RoomEvent {
  return {
    id: `${target} ${secondsBefore}`,
    at: startedAt - secondsBefore * 1_000,
    kind: 'release',
    title: text(`${target} released`),
    target,
    traffic: 'real',
    backendId: 'hooks',
    severity: 'none',
    until: null,
    labels: {},
    alert: null,
  };
}

function finding(parts: readonly { readonly slice: Record<string, string>; readonly explained: number }[]): DimensionFinding {
  return {
    metricId: 'orders.submit',
    measure: 'orders',
    ofMetricId: null,
    by: ['version', 'platform'],
    from: startedAt,
    to: context.to,
    comparedWith: 'days',
    actual: 600,
    expected: 1_000,
    parts: parts.map((part) => ({ ...part, expected: 500, confidence: 1 })),
    everywhere: 0,
    mix: 0,
    residual: -400 - parts.reduce((sum, { explained }) => sum + explained, 0),
    rivals: [],
    mixShift: null,
    leaves: 20,
    leavesLeftOut: 0,
  };
}
