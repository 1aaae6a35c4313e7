import { workspaceSchema, type Workspace } from '../../../../../contract/workspace';

const text = (word: string) => ({ zh: word, en: word });

/** A shop with orders, failures, a channel to weigh and a plan for it; `more` is merged into the file. */
export function smallShop(more: object = {}): Workspace {
  const metric = (change: object = {}) => ({ name: text('m'), query: { demoCity: 'orders.pay' }, ...change });
  return workspaceSchema.parse({
    version: 1,
    name: text('shop'),
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    dimensions: { city: { name: text('city') }, platform: { name: text('platform') }, channel: { name: text('channel') } },
    metrics: {
      paid: metric(),
      submitted: metric(),
      failed: metric(),
      latency: metric({ unit: 'ms' }),
      counted: metric({ join: 'sum', unit: '' }),
    },
    funnel: [{ metric: 'paid' }],
    ...more,
  });
}
