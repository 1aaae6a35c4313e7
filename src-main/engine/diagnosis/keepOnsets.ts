import type { Suspect, SuspectEvidence } from '../../../contract/diagnosis';

/** When something began does not move: a long incident is judged by its newest minutes, and those begin later and later. */
export function keepOnsets(before: readonly Suspect[], now: readonly Suspect[]): Suspect[] {
  return now.map((suspect) => {
    const known = before.find(({ id }) => id === suspect.id);
    if (known === undefined) return suspect;
    const evidence = suspect.evidence.map((each) => ({ ...each, since: earlier(sinceOf(known, each), each.since) }));
    return { ...suspect, since: earlier(known.since, suspect.since), evidence };
  });
}

function sinceOf({ evidence }: Suspect, { why, of, series }: SuspectEvidence): number | null {
  return evidence.find((each) => each.why === why && each.of === of && each.series === series)?.since ?? null;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
