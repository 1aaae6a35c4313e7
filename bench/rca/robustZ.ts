import type { CauseCase } from '../../src-main/engine/diagnosis/rootCause/causeCase';
import { ratioOf, secondsOf } from '../../src-main/engine/diagnosis/rootCause/readings';

/** The naive peer: nodes by how many robust standard deviations the symptom's own metric strays there at its worst, looking at no calls. */
export function robustZ({ nodes, symptom, reference, judged }: CauseCase): string[] {
  return nodes
    .flatMap(({ id, served: { requests, failures, latency } }) => {
      const share = failures !== null && requests !== null ? ratioOf(failures, requests) : [];
      const reading = symptom.kind === 'failures' ? share : latency === null ? null : secondsOf(latency);
      if (reading === null) return [];
      const known = (buckets: readonly number[]): number[] =>
        buckets.map((bucket) => reading[bucket] ?? Number.NaN).filter((value) => !Number.isNaN(value));
      const [past, now] = [known(reference), known(judged)];
      if (past.length === 0 || now.length === 0) return [];
      const usual = middle(past);
      const scatter = 1.4826 * middle(past.map((value) => Math.abs(value - usual)));
      return [{ id, z: (Math.max(...now) - usual) / Math.max(scatter, 1e-6) }];
    })
    .sort((a, b) => b.z - a.z)
    .map(({ id }) => id);
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
