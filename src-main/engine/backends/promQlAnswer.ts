import type { BackendNote } from '../../../contract/state';
import { badShape } from './askJson';

/** One series of an answer: its labels, and its samples in the server's order; NaN where it said NaN or ±Inf. */
export interface PromQlRow {
  readonly labels: Readonly<Record<string, string>>;
  /** Unix seconds. */
  readonly times: readonly number[];
  readonly values: readonly number[];
}

export interface PromQlAnswer {
  readonly rows: readonly PromQlRow[];
  /** Why the answer is not whole, in the server's words. */
  readonly warnings: readonly string[];
  readonly notes: readonly BackendNote[];
}

/**
 * The Prometheus HTTP API's answer to `query` and `query_range`, walked by hand: a validator that builds an object per sample
 * costs more than the question itself.
 * @throws BackendFailure 'bad-shape'
 */
export function readPromQlAnswer(answer: unknown, where: string): PromQlAnswer {
  const refuse = (what: string): never => {
    throw badShape(where, what);
  };
  if (!isRecord(answer) || answer['status'] !== 'success') return refuse('status');
  const { data } = answer;
  if (!isRecord(data) || !Array.isArray(data['result'])) return refuse('data.result');
  const result: readonly unknown[] = data['result'];
  const notes = new Set<BackendNote>();
  const warnings = listOf(answer['warnings']).filter((warning) => typeof warning === 'string');
  // A VictoriaMetrics cluster of which some nodes did not answer.
  if (answer['isPartial'] === true) {
    notes.add('partial-answers');
    warnings.push('some of its storage nodes did not answer');
  }
  const rows =
    data['resultType'] === 'scalar'
      ? [readRow({}, [result], notes, refuse)]
      : data['resultType'] === 'vector'
        ? result.map((row) => (isRecord(row) ? readRow(row['metric'], [row['value']], notes, refuse) : refuse('data.result')))
        : data['resultType'] === 'matrix'
          ? result.map((row) => (isRecord(row) ? readRow(row['metric'], row['values'], notes, refuse) : refuse('data.result')))
          : refuse('data.resultType');
  return { rows, warnings, notes: [...notes] };
}

function readRow(metric: unknown, samples: unknown, notes: Set<BackendNote>, refuse: (what: string) => never): PromQlRow {
  const labels = isLabels(metric) ? metric : refuse('data.result.metric');
  // A native histogram has no values; it is a row without samples.
  if (samples === undefined) return { labels, times: [], values: [] };
  if (!Array.isArray(samples)) return refuse('data.result.values');
  const given: readonly unknown[] = samples;
  // Most rows have one sample: two plain arrays cost a tenth of two typed ones.
  const times: number[] = [];
  const values: number[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const sample of given) {
    if (!Array.isArray(sample)) return refuse('data.result.values');
    const time: unknown = sample[0];
    const text: unknown = sample[1];
    if (typeof time !== 'number' || typeof text !== 'string') return refuse('data.result.values');
    if (time <= before) {
      // Of two samples for one moment the first counts, and time does not go back.
      notes.add(time === before ? 'duplicate-samples' : 'time-went-back');
      continue;
    }
    before = time;
    times.push(time);
    const value = Number(text);
    // Neither NaN nor ±Inf can be drawn, averaged or compared; an empty text would read as zero.
    values.push(Number.isFinite(value) && text !== '' ? value : Number.NaN);
  }
  return { labels, times, values };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLabels(value: unknown): value is Record<string, string> {
  if (!isRecord(value)) return false;
  for (const name in value) if (typeof value[name] !== 'string') return false;
  return true;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
