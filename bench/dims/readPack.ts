import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** What a case's file says, still as text columns; which of the two it is, its header decides. Labels are never read here. */
export type DimsCase = AdditiveCase | RatioCase;

interface CaseFile {
  readonly id: string;
  readonly suite: string;
  readonly attributes: readonly string[];
}

/** A row is a leaf: what it has and what was expected of it. */
export interface AdditiveCase extends CaseFile {
  readonly kind: 'additive';
  readonly columns: readonly (readonly string[])[];
  readonly actual: Float64Array;
  readonly expected: Float64Array;
}

/** Leaves by minute; the last minute is the anomaly's. Attribute columns hold one row for each leaf. */
export interface RatioCase extends CaseFile {
  readonly kind: 'ratio';
  readonly columns: readonly (readonly string[])[];
  readonly numerators: readonly Float64Array[];
  readonly denominators: readonly Float64Array[];
}

const metaSchema = z.object({
  cases: z
    .array(
      z.object({
        case: z.string(),
        suite: z.string(),
        file: z.string(),
        attributes: z.array(z.string()).min(1),
        anomaly_time: z.number().optional(),
      }),
    )
    .min(1),
});
type CaseMeta = z.infer<typeof metaSchema>['cases'][number];

/** A folder with `meta.json` and the CSV files that it lists. Throws a sentence for anything else. */
export function readPack(folder: string): DimsCase[] {
  const meta = metaSchema.parse(JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')));
  return meta.cases.map((one) => readCase(join(folder, one.file), one));
}

function readCase(path: string, meta: CaseMeta): DimsCase {
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const header = lines[0]?.split(',') ?? [];
  const rows = lines.slice(1).map((line) => line.split(','));
  const column = (name: string): string[] => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`${path} has no column "${name}".`);
    return rows.map((row) => row[at] ?? '');
  };
  const numbers = (name: string): Float64Array => Float64Array.from(column(name), Number);
  const { case: id, suite, attributes } = meta;
  const columns = attributes.map(column);
  if (header.includes('real'))
    return { kind: 'additive', id, suite, attributes, columns, actual: numbers('real'), expected: numbers('predict') };
  const until = meta.anomaly_time ?? Number.POSITIVE_INFINITY;
  return { kind: 'ratio', id, suite, attributes, ...byMinute(columns, numbers('min'), numbers('value'), numbers('cnt'), until) };
}

function byMinute(
  columns: readonly string[][],
  minutes: Float64Array,
  value: Float64Array,
  count: Float64Array,
  until: number,
): Pick<RatioCase, 'columns' | 'numerators' | 'denominators'> {
  const minuteOf = new Map(
    [...new Set(minutes)]
      .filter((minute) => minute <= until)
      .sort((a, b) => a - b)
      .map((m, i) => [m, i]),
  );
  const leafOf = new Map<string, number>();
  const leaves: string[][] = columns.map(() => []);
  const leafOfRow = Int32Array.from(minutes, (_, row) => {
    const key = columns.map((column) => column[row]).join(',');
    const known = leafOf.get(key);
    if (known !== undefined) return known;
    columns.forEach((column, a) => leaves[a]?.push(column[row] ?? ''));
    leafOf.set(key, leafOf.size);
    return leafOf.size - 1;
  });
  const empty = (): Float64Array[] => Array.from({ length: minuteOf.size }, () => new Float64Array(leafOf.size));
  const [numerators, denominators] = [empty(), empty()];
  minutes.forEach((minute, row) => {
    const at = minuteOf.get(minute);
    const leaf = leafOfRow[row] ?? 0;
    const [top, bottom] = at === undefined ? [undefined, undefined] : [numerators[at], denominators[at]];
    if (top === undefined || bottom === undefined) return;
    top[leaf] = (top[leaf] ?? 0) + (value[row] ?? 0);
    bottom[leaf] = (bottom[leaf] ?? 0) + (count[row] ?? 0);
  });
  return { columns: leaves, numerators, denominators };
}
