import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** One series of a pack: columns of equal length. Labels are never read here. */
export interface KpiSeries {
  readonly id: string;
  readonly group: string;
  readonly stepMs: number;
  /** Epoch seconds, as the file has them. */
  readonly times: Float64Array;
  /** NaN = gap. */
  readonly values: Float64Array;
}

const metaSchema = z.object({
  series: z.array(z.object({ id: z.string(), group: z.string(), file: z.string(), step_s: z.number().positive() })).min(1),
});

/** A folder with `meta.json` and `series/<id>.csv[.gz]` (`timestamp,value[,label]`). Throws a sentence for anything else. */
export function readPack(folder: string): KpiSeries[] {
  const meta = metaSchema.parse(JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')));
  return meta.series.map(({ id, group, file, step_s }) => ({
    id,
    group,
    stepMs: step_s * 1_000,
    ...readColumns(join(folder, file)),
  }));
}

function readColumns(path: string): Pick<KpiSeries, 'times' | 'values'> {
  const bytes = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const times = new Float64Array(lines.length);
  const values = new Float64Array(lines.length);
  lines.forEach((line, i) => {
    const [time = '', value = ''] = line.split(',');
    times[i] = Number(time);
    values[i] = value === '' ? Number.NaN : Number(value);
    if (!Number.isFinite(times[i])) throw new Error(`${path}, line ${i + 2}: "${time}" is no time in epoch seconds.`);
  });
  return { times, values };
}
