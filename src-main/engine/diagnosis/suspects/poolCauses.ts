import type { RootCause, Suspect } from '../rootCause/rootCause';
import type { Symptom } from '../rootCause/causeCase';

export interface Felt {
  readonly symptom: Symptom;
  readonly cause: RootCause;
}

/** One suspect as all places where the incident is felt see it. */
export interface Pooled {
  readonly suspect: Suspect;
  readonly felt: Felt;
  /** Share 0–1 of all that is felt. */
  readonly share: number;
}

/**
 * Suspects of one kind of symptom, by their share of everything that is felt anywhere: what a small place blames somebody for counts
 * little beside what a large one does.
 */
export function poolCauses(all: readonly Felt[]): Pooled[] {
  const whole = all.reduce((sum, { cause }) => sum + Math.max(0, cause.amount), 0);
  const pooled = new Map<string, { best: Pooled; blame: number }>();
  for (const felt of all) {
    const amount = Math.max(0, felt.cause.amount);
    for (const suspect of felt.cause.suspects) {
      const known = pooled.get(suspect.id);
      const one = { suspect, felt, share: suspect.explains };
      const blame = (known?.blame ?? 0) + suspect.explains * amount;
      pooled.set(suspect.id, { best: known === undefined || known.best.share < one.share ? one : known.best, blame });
    }
  }
  return [...pooled.values()]
    .map(({ best, blame }) => ({ ...best, share: whole > 0 ? blame / whole : 0 }))
    .sort((a, b) => b.share - a.share || b.suspect.confidence - a.suspect.confidence);
}

/** Each suspect once: what several blame it for is added up, and the heaviest blame says how it is felt. */
export function joinBlame(all: readonly Pooled[]): Pooled[] {
  const joined = new Map<string, { heaviest: Pooled; share: number }>();
  for (const one of all) {
    const known = joined.get(one.suspect.id);
    if (known === undefined) joined.set(one.suspect.id, { heaviest: one, share: one.share });
    else
      joined.set(one.suspect.id, {
        heaviest: known.heaviest.share >= one.share ? known.heaviest : one,
        share: known.share + one.share,
      });
  }
  return [...joined.values()]
    .map(({ heaviest, share }) => ({ ...heaviest, share: Math.min(1, share) }))
    .sort((a, b) => b.share - a.share || b.suspect.confidence - a.suspect.confidence);
}
