import type { DimsPrediction } from './predict';
import type { DimsCase } from './readPack';

const attributesMax = 3;

/**
 * The naive peer: the combinations of up to three attributes whose sum moved most in the direction of the total, largest first, a wider one
 * before a narrower one that moved as much. A ratio is expected as in the minute before. One cause.
 */
export function topMovers(one: DimsCase): DimsPrediction {
  const started = performance.now();
  const moves = one.kind === 'additive' ? one.actual.map((value, leaf) => value - (one.expected[leaf] ?? 0)) : ratioMoves(one);
  const direction = Math.sign(moves.reduce((sum, move) => sum + move, 0));
  const total = new Map<string, number>();
  const subsets = Array.from({ length: 2 ** one.attributes.length - 1 }, (_, i) =>
    one.attributes.filter((__, a) => ((i + 1) >> a) & 1),
  );
  for (const attributes of subsets.filter(({ length }) => length <= attributesMax).sort((a, b) => a.length - b.length)) {
    const columns = attributes.map((attribute) => one.columns[one.attributes.indexOf(attribute)] ?? []);
    moves.forEach((move, leaf) => {
      const name = attributes
        .map((attribute, i) => `${attribute}=${columns[i]?.[leaf] ?? ''}`)
        .sort()
        .join('&');
      total.set(name, (total.get(name) ?? 0) + move * direction);
    });
  }
  let best = '';
  let most = 0;
  for (const [name, move] of total) {
    if (move <= most) continue;
    best = name;
    most = move;
  }
  return { case: one.id, root_causes: best === '' ? [] : [best], ms: Number((performance.now() - started).toFixed(2)) };
}

function ratioMoves({ numerators, denominators }: Extract<DimsCase, { kind: 'ratio' }>): Float64Array {
  const [now, counts] = [numerators.at(-1), denominators.at(-1)];
  const [before, countsBefore] = [numerators.at(-2), denominators.at(-2)];
  if (now === undefined || counts === undefined || before === undefined || countsBefore === undefined) return new Float64Array(0);
  return now.map((value, leaf) => {
    const usual = (before[leaf] ?? 0) / Math.max(1, countsBefore[leaf] ?? 0);
    return value - usual * (counts[leaf] ?? 0);
  });
}
