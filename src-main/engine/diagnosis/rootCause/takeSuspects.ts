import type { CallTree } from './callTree';
import type { CauseCase } from './causeCase';
import type { Division } from './explainAway';
import { linkAgreement } from './linkAgreement';
import type { MeasuredExcess } from './measuredExcess';
import type { Excess } from './placeExcess';
import type { Evidence, Suspect } from './rootCause';

/** Nobody reads further down a list of suspects; each also takes time to look at, and a thousand nodes can have a thousandth each. */
const suspectsMax = 20;
const evidenceMax = 8;

/** Gathers blame into suspects, nodes first; a node that explains what was lost on its links takes that from the nodes at their other ends. */
export function takeSuspects(
  given: CauseCase,
  tree: CallTree,
  measured: MeasuredExcess,
  division: Division,
  beside: ReadonlyMap<number, readonly Evidence[]>,
): Suspect[] {
  const { nodes, calls, times } = given;
  const scale = division.size > 0 ? 1 / division.size : 0;
  const { linksOf, end } = linkAgreement(given, measured);
  const loose = new Map(division.between);
  const blameOf = (node: number): number =>
    linksOf(node).reduce((sum, call) => sum + (loose.get(call) ?? 0) * end(node, call), division.own.get(node) ?? 0);

  const nodeSuspects: Suspect[] = [];
  const waiting = new Set(
    mostBlamed([...division.own.keys(), ...beside.keys(), ...[...loose.keys()].flatMap((call) => endsOf(given, call))]),
  );
  while (waiting.size > 0) {
    const [node] = [...waiting].map((one) => [one, blameOf(one)] as const).reduce((best, one) => (one[1] > best[1] ? one : best));
    waiting.delete(node);
    const explains = Math.min(1, blameOf(node) * scale);
    const other = beside.get(node) ?? [];
    const id = nodes[node]?.id;
    if (id === undefined || (explains <= 0 && other.length === 0)) continue;
    const evidence = [...other, ...ownEvidence(node, id), ...linkEvidence(node)].sort((a, b) => b.weight - a.weight);
    for (const call of linksOf(node)) if (end(node, call) >= 0.5) loose.delete(call);
    nodeSuspects.push({
      kind: 'node',
      id,
      nodes: [id],
      confidence: atLeastOne([explains, ...other.map(({ weight }) => weight)]),
      explains,
      path: pathTo(given, tree, division, node),
      evidence: evidence.slice(0, evidenceMax),
    });
  }
  return [...nodeSuspects, ...linkSuspects()].sort((a, b) => b.confidence - a.confidence).slice(0, suspectsMax);

  function mostBlamed(found: readonly number[]): number[] {
    const alike = [...new Set(found)].map((node) => ({ node, blame: blameOf(node), other: beside.has(node) ? 1 : 0 }));
    return alike
      .sort((a, b) => b.other - a.other || b.blame - a.blame)
      .slice(0, 2 * suspectsMax)
      .map(({ node }) => node);
  }
  function ownEvidence(node: number, id: string): Evidence[] {
    const amount = division.own.get(node) ?? 0;
    const excess = measured.nodes.get(node);
    if (amount <= 0) return [];
    if (excess?.believed === true) return [asEvidence('own', id, excess, amount)];
    // It did not see it itself: whoever called it did.
    const call = division.via.get(node) ?? -1;
    const seen = measured.calls.get(call)?.caller ?? measured.waits.get(calls[call]?.from ?? -1) ?? excess;
    return seen === undefined ? [] : [asEvidence('between', nameOf(given, call), seen, amount)];
  }
  function linkEvidence(node: number): Evidence[] {
    return linksOf(node).flatMap((call) => {
      const amount = loose.get(call) ?? 0;
      const gap = measured.calls.get(call)?.gap ?? null;
      return amount > 0 && gap !== null ? [asEvidence('between', nameOf(given, call), gap, amount)] : [];
    });
  }
  function linkSuspects(): Suspect[] {
    return [...division.between].flatMap(([call, amount]): Suspect[] => {
      const gap = measured.calls.get(call)?.gap ?? null;
      const [to = -1, from = -1] = endsOf(given, call);
      if (gap === null) return [];
      const explains = Math.min(1, amount * scale * (1 - Math.max(end(from, call), end(to, call))));
      return [
        {
          kind: 'link',
          id: nameOf(given, call),
          nodes: [to, from].sort((a, b) => end(b, call) - end(a, call)).map((node) => nodes[node]?.id ?? ''),
          confidence: explains,
          explains,
          path: [...pathTo(given, tree, division, from), nodes[to]?.id ?? ''],
          evidence: [asEvidence('between', nameOf(given, call), gap, amount)],
        },
      ];
    });
  }
  function asEvidence(why: 'own' | 'between', of: string, { departure }: Pick<Excess, 'departure'>, amount: number): Evidence {
    const { usual = Number.NaN, now = Number.NaN, since: bucket = null } = departure ?? {};
    const since = bucket === null ? null : (times[bucket] ?? null);
    return { why, of, series: given.symptom.kind, usual, now, since, amount, weight: Math.min(1, amount * scale) };
  }
}

/** Of independent reasons at least one holds. */
function atLeastOne(weights: readonly number[]): number {
  return 1 - weights.reduce((doubt, weight) => doubt * (1 - Math.min(1, weight)), 1);
}

function endsOf({ calls }: CauseCase, call: number): number[] {
  const ends = calls[call];
  return ends === undefined ? [] : [ends.to, ...(ends.from === null ? [] : [ends.from])];
}

function nameOf(given: CauseCase, call: number): string {
  const [to = -1, from = -1] = endsOf(given, call);
  return `${given.nodes[from]?.id ?? ''}→${given.nodes[to]?.id ?? ''}`;
}

function pathTo({ nodes, calls }: CauseCase, { order }: CallTree, { via }: Division, node: number): string[] {
  const path: string[] = [];
  for (let at: number | null = node; at !== null; at = at === order[0] ? null : (calls[via.get(at) ?? -1]?.from ?? null)) {
    const id = nodes[at]?.id ?? '';
    // The outside, where users come in, has no name.
    if (id !== '') path.unshift(id);
  }
  return path;
}
