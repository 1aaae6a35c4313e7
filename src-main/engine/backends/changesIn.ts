import type { ChangeQuery } from '../../../contract/workspace';
import type { PromQlRow } from './promQlAnswer';

/** Something that series show to be another one than before. */
export interface SeenChange {
  /** The last moment at which it was not there yet, epoch ms: what it did may be seen before the next look. */
  readonly at: number;
  readonly target: string | null;
  readonly value: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** More labels of one series are not told. */
const labelsMax = 16;

/**
 * Where a label has a value that its target did not have lately, while it had others; or, without a label, where a series has another
 * value than at the step before. The first sight of a target is no change of it, and a value that is gone for less than
 * `rememberedMs` was never away.
 * @param rows of one range query, in steps of `stepMs`
 */
export function changesIn(
  rows: readonly PromQlRow[],
  { label, target }: Pick<ChangeQuery, 'label' | 'target'>,
  { rememberedMs, stepMs }: { readonly rememberedMs: number; readonly stepMs: number },
): readonly SeenChange[] {
  const targets = new Map<string, Sight[]>();
  for (const row of rows) {
    const name = target === undefined ? '' : (row.labels[target] ?? '');
    const of = label === undefined ? `${name} ${JSON.stringify(row.labels)}` : name;
    const sights = targets.get(of) ?? [];
    targets.set(of, sights);
    row.times.forEach((time, i) => {
      const number = row.values[i] ?? Number.NaN;
      const value = label === undefined ? String(number) : row.labels[label];
      if (!Number.isNaN(number) && value !== undefined && value !== '')
        sights.push({ at: time * 1_000, value, labels: row.labels, name });
    });
  }
  return [...targets.values()]
    .flatMap((sights) => newIn(sights, label === undefined ? stepMs : rememberedMs))
    .map((sight) => ({
      at: sight.at - stepMs,
      target: sight.name === '' ? null : sight.name,
      value: sight.value,
      labels: told(sight.labels),
    }));
}

interface Sight {
  readonly at: number;
  readonly value: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly name: string;
}

/** Sights of values that were away for `goneMs` or never there, while another one was: when nobody was seen, nothing was changed. */
function newIn(sights: readonly Sight[], goneMs: number): Sight[] {
  const seen = new Map<string, number>();
  return [...momentsOf(sights)]
    .sort(([a], [b]) => a - b)
    .flatMap(([at, values]) => {
      const fresh = [...values.values()].filter(({ value }) => {
        const before = seen.get(value) ?? Number.NEGATIVE_INFINITY;
        return at - before > goneMs && [...seen].some(([other, seenAt]) => other !== value && seenAt > before);
      });
      for (const value of values.keys()) seen.set(value, at);
      return fresh;
    });
}

/** Each value once, however many instances have it. */
function momentsOf(sights: readonly Sight[]): ReadonlyMap<number, ReadonlyMap<string, Sight>> {
  const moments = new Map<number, Map<string, Sight>>();
  for (const sight of sights) {
    const values = moments.get(sight.at) ?? new Map<string, Sight>();
    moments.set(sight.at, values.set(sight.value, sight));
  }
  return moments;
}

function told(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([name]) => name !== '__name__')
      .slice(0, labelsMax),
  );
}
