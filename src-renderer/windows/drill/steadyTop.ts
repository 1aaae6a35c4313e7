import type { DrillRow } from './drillRows';

/**
 * Which rows get a picture: the first `count`, but those on show keep their places while they are still among the first
 * 2 × `count` and nothing in trouble is left out. Chance reorders healthy rows all the time; pictures must not.
 */
export function steadyTop(before: readonly string[], ranked: readonly DrillRow[], count: number): readonly string[] {
  const wanted = ranked.slice(0, count);
  const near = new Set(ranked.slice(0, 2 * count).map(({ id }) => id));
  const shown = new Set(before);
  const isFull = before.length === Math.min(count, ranked.length);
  const isSteady = before.every((id) => near.has(id)) && wanted.every(({ id, health }) => shown.has(id) || health === 'ok');
  return isFull && isSteady ? before : wanted.map(({ id }) => id);
}
