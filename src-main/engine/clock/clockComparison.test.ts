import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelQuery } from '../../../contract/frames';
import { workspaceSchema } from '../../../contract/workspace';
import { drawPanel, type LineSource } from '../frames/frameColumns';
import { SampleStore } from '../samples/sampleStore';
import { StageReader } from '../stages/stageReadings';
import { seriesFor } from '../testing/seriesFor';

const stepMs = 10_000;
const name = { zh: '单', en: 'orders' };
const now = Date.parse('2026-11-22T12:00:03+08:00');
/** Orders come from one server, payments from another. */
const known = { orders: seriesFor('orders', stepMs, 'shop'), paid: seriesFor('paid', stepMs, 'bank') };
let clockOffMs: number | null;
let source: LineSource;

beforeEach(() => {
  clockOffMs = null;
  const store = new SampleStore();
  const last = Math.floor(now / stepMs);
  store.write(known.orders, last - 400, new Float64Array(400).fill(100), last);
  store.write(known.paid, last - 400, new Float64Array(400).fill(90), last);
  source = {
    timeZone: 'Asia/Shanghai',
    peek: (series, firstSlot, count, out, outAt) => (store.read(series, firstSlot, count, out, outAt), true),
    world: () => store.world,
    lookUp: ({ metricId }) => ({ found: true, series: metricId === 'paid' ? known.paid : known.orders }),
    liveStatus: () => ({ seenTo: now, sampleAt: now, reporting: null, refusal: null, polledMono: 0 }),
    outlook: () => null,
    backend: (id) => ({ failure: null, intervalMs: 1_000, seenTo: now, clockOffMs: id === 'bank' ? clockOffMs : null }),
  };
});

function panelOf(...metricIds: string[]): PanelQuery {
  const lines = metricIds.map((metricId) => ({ metricId, slice: {}, traffic: 'real', day: 'today' }) as const);
  return { panelId: 'p', lines, at: null, beforeMs: 600_000, afterMs: 0, axis: 'sliding', pointsMax: 600 };
}

function paidConversion(): number | null | undefined {
  const metric = (backend: string) => ({ name, backend, query: { demoCity: 'x' } });
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { shop: { kind: 'demoCity', url: 'embedded' }, bank: { kind: 'demoCity', url: 'embedded' } },
    source: 'shop',
    metrics: { orders: metric('shop'), paid: metric('bank') },
    funnel: [{ metric: 'orders' }, { metric: 'paid' }],
  });
  return new StageReader(workspace, source).read()[1]?.conversion;
}

describe('a backend whose clock is off', () => {
  it('is not drawn beside another one, and the line says by how much its clock is off', () => {
    clockOffMs = 302_000;
    const { columns, lines } = drawPanel(panelOf('orders', 'paid'), source, now, null);
    expect(lines.map(({ phase }) => phase)).toEqual(['live', 'failed']);
    expect(lines[1]?.reason).toContain('The clock of bank is 302 s ahead of the room');
    expect(columns[1]?.every(Number.isNaN)).toBe(true);
    expect(columns[0]?.some((value) => value === 100)).toBe(true);
  });

  it('is drawn by itself', () => {
    clockOffMs = -302_000;
    expect(drawPanel(panelOf('paid'), source, now, null).lines[0]).toMatchObject({ phase: 'live', reason: null });
  });

  it('gives no conversion with another one: the quotient would be of two different moments', () => {
    expect(paidConversion()).toBeCloseTo(0.9, 9);
    clockOffMs = 302_000;
    expect(paidConversion()).toBeNull();
  });

  it('is compared again once its clock is right', () => {
    clockOffMs = 302_000;
    const off = drawPanel(panelOf('orders', 'paid'), source, now, null);
    clockOffMs = null;
    const right = drawPanel(panelOf('orders', 'paid'), source, now, off);
    expect(right.lines.map(({ phase }) => phase)).toEqual(['live', 'live']);
    expect(right.columns[1]?.some((value) => value === 90)).toBe(true);
  });
});
