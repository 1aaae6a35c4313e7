import type { Frame, LineQuery, PanelQuery, Table, TableQuery } from '../../../../../contract/frames';
import { accept, refuse, type Result } from '../../../../../contract/result';
import type { Slice } from '../../../../../contract/words';

export const fakeStepMs = 10_000;

/** Answers questions as the engine does, from functions that tests write. */
export interface FakeEngine {
  /** Room time; samples are seen up to here. */
  now: number;
  /** The backend's newest sample; `now` unless it fell silent. */
  seenTo: number | null;
  /** The value of the bucket that begins at `at`; NaN = gap. */
  value: (metric: string, slice: Slice, at: number) => number;
  expected: (metric: string, slice: Slice, at: number) => number;
  /** Combinations of a metric, all of them, with values of now. */
  rows: (metric: string) => readonly { readonly cut: Slice; readonly value: number }[];
  /** Why every line and table fails; null while the backend answers. */
  failure: string | null;
  /** Why the engine itself does not answer; null while it does. */
  down: string | null;
  readonly asked: (PanelQuery | TableQuery)[];
  readonly askCurves: (panels: readonly PanelQuery[]) => Promise<Result<readonly Frame[]>>;
  readonly askTables: (tables: readonly TableQuery[]) => Promise<Result<readonly Table[]>>;
}

export function createFakeEngine(now: number): FakeEngine {
  const seenTo = (): number => Math.min(engine.now, engine.seenTo ?? engine.now);
  const engine: FakeEngine = {
    now,
    seenTo: null,
    value: () => 100,
    expected: () => 100,
    rows: () => [],
    failure: null,
    down: null,
    asked: [],
    askCurves: async (panels) => {
      engine.asked.push(...panels);
      return engine.down === null
        ? accept(panels.map((panel) => frameOf(panel, engine, seenTo())))
        : refuse('unavailable', engine.down);
    },
    askTables: async (tables) => {
      engine.asked.push(...tables);
      return engine.down === null
        ? accept(tables.map((table) => tableOf(table, engine, seenTo())))
        : refuse('unavailable', engine.down);
    },
  };
  return engine;
}

function frameOf({ panelId, lines, at, beforeMs }: PanelQuery, engine: FakeEngine, seenTo: number): Frame {
  const stepMs = fakeStepMs;
  const end = at ?? engine.now;
  const [from, to] = [Math.floor((end - beforeMs) / stepMs) * stepMs, Math.ceil(end / stepMs) * stepMs];
  const starts = Array.from({ length: (to - from) / stepMs }, (_, i) => from + i * stepMs);
  const columnOf = ({ day, metricId, slice }: LineQuery): Float64Array =>
    Float64Array.from(starts, (start) => {
      if (day === 'expected') return engine.expected(metricId, slice, start);
      if (start >= seenTo) return Number.NaN;
      // A bucket that still fills has only part of its count.
      return (engine.value(metricId, slice, start) * Math.min(stepMs, seenTo - start)) / stepMs;
    });
  const fillingAt = Math.floor(seenTo / stepMs) * stepMs;
  return {
    ...{ panelId, mode: 'snapshot', axisFrom: from, axisTo: to, firstAt: from, stepMs, columns: lines.map(columnOf) },
    lines: lines.map(({ day }) => ({
      sampleAt: seenTo,
      intervalMs: 1_000,
      filling:
        day !== 'today' || fillingAt === seenTo || fillingAt >= to
          ? null
          : { at: fillingAt, share: (seenTo - fillingAt) / stepMs },
      ...{ backendId: 'city', reporting: null, phase: engine.failure === null ? 'live' : 'failed', reason: engine.failure },
    })),
  };
}

function tableOf({ tableId, metricId, slice, by, spanMs, rowsMax }: TableQuery, engine: FakeEngine, seenTo: number): Table {
  const to = Math.floor(seenTo / fakeStepMs) * fakeStepMs;
  const sums = new Map<string, { readonly key: readonly string[]; value: number }>();
  for (const { cut, value } of engine.rows(metricId)) {
    if (Object.entries(slice).some(([dimension, wanted]) => cut[dimension] !== wanted)) continue;
    const key = by.map((dimension) => cut[dimension] ?? '');
    const sum = sums.get(key.join(' ')) ?? { key, value: 0 };
    sums.set(key.join(' '), { key, value: sum.value + value });
  }
  const rows = [...sums.values()];
  const shown = rows.slice(0, rowsMax);
  const none = Float64Array.from(shown, () => Number.NaN);
  return {
    ...{ tableId, from: to - spanMs, to, keys: shown.map(({ key }) => key) },
    ...{ now: Float64Array.from(shown, ({ value }) => value), yesterday: none, lastWeek: none, expected: none },
    more: rows.length - shown.length,
    status: {
      ...{ sampleAt: to, intervalMs: 11_000, filling: null, backendId: 'city', reporting: null },
      ...{ phase: engine.failure === null ? 'live' : 'failed', reason: engine.failure },
    },
  };
}
