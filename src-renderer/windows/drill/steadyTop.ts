import type { DrillRow } from './drillRows';

/**
 * Which rows get a picture: the first `count`, but those on show keep their places while they are still among the first
 * 2 × `count` and what is in trouble stands in front. Chance reorders healthy rows all the time; pictures must not.
 */
export function steadyTop(before: readonly string[], ranked: readonly DrillRow[], count: number): readonly string[] {
  const wanted = ranked.slice(0, count);
  const near = new Set(ranked.slice(0, 2 * count).map(({ id }) => id));
  const troubled = wanted.filter(({ health }) => health !== 'ok');
  const isFull = before.length === Math.min(count, ranked.length);
  const isNear = before.every((id) => near.has(id));
  const inFront = new Set(before.slice(0, troubled.length));
  return isFull && isNear && troubled.every(({ id }) => inFront.has(id)) ? before : wanted.map(({ id }) => id);
}
