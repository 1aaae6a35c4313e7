import type { CallTree } from './callTree';
import type { CauseCase } from './causeCase';
import type { Division } from './explainAway';
import { isBelieved, type MeasuredExcess } from './measuredExcess';
import type { Excess } from './placeExcess';
import type { Evidence, Suspect } from './rootCause';

/**
 * Gathers blame into suspects, the one that explains most first. What is lost between two nodes may be the link's doing or either end's
 * (a starved or cut-off machine delays all calls it takes part in): an end is believed by how many of its measured links agree,
 * and a link by how little its ends do.
 */
export function takeSuspects(
  given: CauseCase,
  tree: CallTree,
  measured: MeasuredExcess,
  division: Division,
  other: ReadonlyMap<number, readonly Evidence[]>,
): Suspect[] {
  const { nodes, calls, times } = given;
  const scale = division.symptom > 0 ? 1 / division.symptom : 0;
  const loose = new Map(division.between);
  const linksOf = new Map<number, number[]>();
  for (const [call, { gap }] of measured.calls) {
    const ends = calls[call];
    if (gap === null || ends === undefined || ends.from === null) continue;
    for (const end of [ends.from, ends.to]) linksOf.set(end, [...(linksOf.get(end) ?? []), call]);
  }
  const loses = (call: number): boolean => isBelieved(measured.calls.get(call)?.gap ?? null, measured.threshold);
  /** Share 0–1 of these links that lose something, as if one more were known that does not: one alone proves little. */
  const agreementOf = (links: readonly number[]): number => links.filter(loses).length / (links.length + 1);
  /** How far the end `node` of a link is believed to be what delays it. A callee also does so by queueing what arrives, which its own calls do not show. */
  const agreement = (node: number, call: number): number => {
    const links = linksOf.get(node) ?? [];
    const all = agreementOf(links);
    return calls[call]?.to === node ? Math.max(all, agreementOf(links.filter((link) => calls[link]?.to === node))) : all;
  };
  const lossOf = (node: number): number =>
    (linksOf.get(node) ?? []).reduce((sum, call) => sum + (loose.get(call) ?? 0) * agreement(node, call), 0);

  const waiting = new Set([...division.own.keys(), ...other.keys(), ...[...loose.keys()].flatMap((call) => endsOf(given, call))]);
  const suspects: Suspect[] = [];
  while (waiting.size > 0) {
    const node = [...waiting].reduce((best, one) => (blameOf(one) > blameOf(best) ? one : best));
    waiting.delete(node);
    const explains = Math.min(1, blameOf(node) * scale);
    const beside = other.get(node) ?? [];
    const at = nodes[node];
    if (at === undefined || (explains <= 0 && beside.length === 0)) continue;
    const evidence: Evidence[] = [...beside];
    const own = division.own.get(node) ?? 0;
    const excess = measured.nodes.get(node);
    if (own > 0 && excess?.believed === true) evidence.push(asEvidence('own', at.id, excess, own));
    else if (own > 0) {
      // It did not see it itself: whoever called it did.
      const call = division.via.get(node) ?? -1;
      const from = calls[call]?.from ?? -1;
      const seen = measured.calls.get(call)?.caller ?? measured.waits.get(from) ?? excess;
      if (seen !== undefined) evidence.push(asEvidence('between', nameOf(given, call), seen, own));
    }
    for (const call of linksOf.get(node) ?? []) {
      const amount = loose.get(call) ?? 0;
      const gap = measured.calls.get(call)?.gap ?? null;
      if (amount > 0 && gap !== null) evidence.push(asEvidence('between', nameOf(given, call), gap, amount));
    }
    for (const call of linksOf.get(node) ?? []) if (agreement(node, call) >= 0.5) loose.delete(call);
    suspects.push({
      kind: 'node',
      id: at.id,
      nodes: [at.id],
      confidence: together([explains, ...beside.map(({ weight }) => weight)]),
      explains,
      path: pathTo(given, tree, division, node),
      evidence: evidence.sort((a, b) => b.weight - a.weight),
    });
  }
  for (const [call, amount] of division.between) {
    const gap = measured.calls.get(call)?.gap ?? null;
    if (gap === null) continue;
    const [to = 0, from = 0] = endsOf(given, call);
    const explains = Math.min(1, amount * scale * (1 - Math.max(agreement(from, call), agreement(to, call))));
    suspects.push({
      kind: 'link',
      id: nameOf(given, call),
      nodes: [to, from].sort((a, b) => agreement(b, call) - agreement(a, call)).map((node) => nodes[node]?.id ?? ''),
      confidence: explains,
      explains,
      path: [...pathTo(given, tree, division, from), nodes[to]?.id ?? ''],
      evidence: [asEvidence('between', nameOf(given, call), gap, amount)],
    });
  }
  return suspects;

  function blameOf(node: number): number {
    return (division.own.get(node) ?? 0) + lossOf(node);
  }
  function asEvidence(why: 'own' | 'between', of: string, { departure }: Pick<Excess, 'departure'>, amount: number): Evidence {
    const { usual = Number.NaN, now = Number.NaN, since: bucket = null } = departure ?? {};
    const since = bucket === null ? null : (times[bucket] ?? null);
    return { why, of, series: given.symptom.kind, usual, now, since, amount, weight: Math.min(1, amount * scale) };
  }
}

/** At least one of independent reasons holds. */
function together(weights: readonly number[]): number {
  return 1 - weights.reduce((doubt, weight) => doubt * (1 - Math.min(1, weight)), 1);
}

function endsOf({ calls }: CauseCase, call: number): number[] {
  const ends = calls[call];
  return ends === undefined ? [] : [ends.to, ...(ends.from === null ? [] : [ends.from])];
}

function nameOf(given: CauseCase, call: number): string {
  const [to = 0, from = 0] = endsOf(given, call);
  return `${given.nodes[from]?.id ?? ''}→${given.nodes[to]?.id ?? ''}`;
}

function pathTo({ nodes, calls }: CauseCase, { order }: CallTree, { via }: Division, node: number): string[] {
  const path: string[] = [];
  for (let at: number | null = node; at !== null; at = at === order[0] ? null : (calls[via.get(at) ?? -1]?.from ?? null))
    path.unshift(nodes[at]?.id ?? '');
  return path;
}
