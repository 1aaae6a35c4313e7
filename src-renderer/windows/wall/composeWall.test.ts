import { expect, test } from 'vitest';
import type { MetricView, WorkspaceView } from '../../../contract/state';
import { composeWall } from './composeWall';

const metric = (name: string): MetricView => ({
  name: { zh: name, en: name },
  unit: '/s',
  stepMs: 10_000,
  traffic: 'real',
  backendId: 'city',
  of: 'business',
});
const values = (names: string[]) => Object.fromEntries(names.map((name) => [name, { zh: `${name}站`, en: name }]));
const cities = ['sh', 'bj', 'gz', 'sz', 'hz', 'cd', 'wh', 'nj', 'cq', 'xa', 'su', 'tj'];

const workspace: WorkspaceView = {
  revision: 1,
  path: null,
  name: { zh: '外卖', en: 'food' },
  timeZone: 'Asia/Shanghai',
  peaks: [],
  holidays: [],
  promotions: [],
  source: 'city',
  metrics: Object.fromEntries(
    ['home', 'list', 'menu', 'preview', 'submit', 'pay', 'push', 'accept', 'dispatch', 'pickup', 'deliver'].map((id) => [
      id,
      metric(id),
    ]),
  ),
  funnel: ['submit', 'pay', 'push', 'accept', 'dispatch', 'pickup', 'deliver'].map((metricId) => ({ metricId, lagMs: 0 })),
  headlineMetricId: 'pay',
  coreLink: null,
  nodes: {},
  dimensions: {
    city: { name: { zh: '城市', en: 'city' }, values: values(cities) },
    version: { name: { zh: '版本', en: 'version' }, values: values(['1', '2', '3', '4']) },
    idc: { name: { zh: '机房', en: 'IDC' }, values: values(['east', 'north', 'south']) },
    channel: { name: { zh: '渠道', en: 'channel' }, values: values(['A', 'B', 'C']) },
  },
};

test('the wall fills all 24 places: the funnel in order, the other metrics, then the headline cut by IDC, channel and city', () => {
  const cells = composeWall(workspace);
  expect(cells.map((cell) => cell.name.en)).toEqual([
    ...['submit', 'pay', 'push', 'accept', 'dispatch', 'pickup', 'deliver', 'home', 'list', 'menu', 'preview'],
    ...['pay · east', 'pay · north', 'pay · south', 'pay · A', 'pay · B', 'pay · C'],
    ...cities.slice(0, 7).map((city) => `pay · ${city}`),
  ]);
  expect(new Set(cells.map((cell) => cell.panelId)).size).toBe(24);
  expect(cells[17]).toMatchObject({ slice: { city: 'sh' }, name: { zh: 'pay · sh站' }, metricId: 'pay' });
});

test('a workspace with one metric and no dimensions has a wall of one', () => {
  const small = { ...workspace, metrics: { pay: metric('pay') }, funnel: [{ metricId: 'pay', lagMs: 0 }], dimensions: {} };
  expect(composeWall(small)).toHaveLength(1);
});
