import type { SeriesAsk } from './backend';
import { expandPromQl } from './promQl';
import { groupPromQl } from './promQlGrouping';

/** One question that answers one or many of the asked series. */
export interface Fold {
  /** The workspace's query, for sentences. */
  readonly query: string;
  readonly expand: (windowMs: number) => string;
  /** Columns of the asked series that a row with these labels fills; none for a row that nobody asked for. */
  readonly columnsOf: (labels: Readonly<Record<string, string>>) => readonly number[];
  /** Name of the way it was folded; null for a series asked alone. */
  readonly name: string | null;
}

/** VictoriaMetrics refuses queries over 16 kB. */
const queryLengthMax = 12_000;
/** A cross product may hold this many times more rows than were asked for, before it is asked in parts. */
const sparseMax = 2;

interface Member {
  readonly ask: SeriesAsk;
  readonly column: number;
}

/**
 * Series that differ only in the values of the same labels are one question with `by`: the server reads its index once, and
 * twelve cities cost what one costs. `alone`: names of folds that a server did not run.
 */
export function foldSeries(series: readonly SeriesAsk[], alone: ReadonlySet<string>): Fold[] {
  const groups = new Map<string, Member[]>();
  series.forEach((ask, column) => {
    const key = shapeOf(ask);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ ask, column }]);
    else group.push({ ask, column });
  });
  return [...groups.values()].flatMap((members) => foldGroup(members, alone));
}

/** A polled series is the same object from poll to poll, and there are thousands of them. */
const shapes = new WeakMap<SeriesAsk, string>();

function shapeOf(ask: SeriesAsk): string {
  const known = shapes.get(ask);
  if (known !== undefined) return known;
  const shape = JSON.stringify([ask.query, Object.keys(ask.slice).sort()]);
  shapes.set(ask, shape);
  return shape;
}

function foldGroup(members: readonly Member[], alone: ReadonlySet<string>): Fold[] {
  const first = members[0];
  if (first === undefined) return [];
  const { query, slice } = first.ask;
  const values = Object.keys(slice)
    .sort()
    .map((label) => ({ label, values: [...new Set(members.map(({ ask }) => ask.slice[label] ?? ''))] }));
  const varying = values.filter((each) => each.values.length > 1);
  const labels = varying.map(({ label }) => label);
  if (labels.length === 0) return [single(members)];
  const grouping = groupPromQl(query, labels);
  const name = JSON.stringify([query, labels]);
  if ('refusal' in grouping || alone.has(name)) return splitBy(members, sliceKey).map(single);
  const combinations = varying.reduce((product, each) => product * each.values.length, 1);
  if (combinations > sparseMax * members.length) {
    // The label with the most values stays folded; the others are asked one by one.
    const widest = varying.reduce((most, each) => (each.values.length > most.values.length ? each : most)).label;
    return splitBy(members, ({ ask }) => sliceKey({ ask: { ...ask, slice: { ...ask.slice, [widest]: '' } } })).flatMap((part) =>
      foldGroup(part, alone),
    );
  }
  const common = Object.fromEntries(Object.entries(slice).filter(([label]) => !labels.includes(label)));
  const only = Object.fromEntries(varying.map((each) => [each.label, each.values]));
  const expand = (windowMs: number): string => expandPromQl(grouping.query, common, windowMs, { labels, only });
  if (expand(1_000).length > queryLengthMax) {
    const middle = members.length >> 1;
    return [members.slice(0, middle), members.slice(middle)].flatMap((half) => foldGroup(half, alone));
  }
  const columns = new Map<string, number[]>();
  const [firstLabel = '', ...more] = labels;
  const keyOf = (row: Readonly<Record<string, string>>): string =>
    more.length === 0 ? (row[firstLabel] ?? '') : labels.map((label) => row[label] ?? '').join('\u0000');
  for (const { ask, column } of members) {
    const key = keyOf(ask.slice);
    const before = columns.get(key);
    if (before === undefined) columns.set(key, [column]);
    else before.push(column);
  }
  return [{ query, expand, name, columnsOf: (row) => columns.get(keyOf(row)) ?? [] }];
}

/** Members of one and the same slice. */
function single(members: readonly Member[]): Fold {
  const { query, slice } = members[0]?.ask ?? { query: '', slice: {} };
  const columns = members.map(({ column }) => column);
  return { query, expand: (windowMs) => expandPromQl(query, slice, windowMs), name: null, columnsOf: () => columns };
}

function splitBy(members: readonly Member[], keyOf: (member: Pick<Member, 'ask'>) => string): Member[][] {
  const parts = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [member]);
    else part.push(member);
  }
  return [...parts.values()];
}

function sliceKey({ ask }: Pick<Member, 'ask'>): string {
  return JSON.stringify(Object.entries(ask.slice).sort());
}
