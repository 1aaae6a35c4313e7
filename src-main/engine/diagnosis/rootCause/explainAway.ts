import type { CallTree } from './callTree';
import type { CauseCase } from './causeCase';
import { isBelieved, type MeasuredExcess } from './measuredExcess';

/** The symptom's excess divided among what is below it, as far as it exceeds noise. Amounts are per second, in the symptom's unit. */
export interface Division {
  readonly symptom: number;
  /** What shares are shares of. Of a symptom that is smaller than its node's noise nothing is explained by being just as small. */
  readonly size: number;
  /** By node: what it added itself. */
  readonly own: ReadonlyMap<number, number>;
  /** By call: what its callee did not see, lost on the way. */
  readonly between: ReadonlyMap<number, number>;
  /** By node: the call over which most of its blame came down. */
  readonly via: ReadonlyMap<number, number>;
}

/**
 * From the leaves up, a node's excess is what it measured, and what its callees pass on to it; from the symptom down, it is divided
 * between the node itself, the ways to its callees and the callees. So a caller is left with what its callees do not explain.
 */
export function explainAway(given: CauseCase, tree: CallTree, measured: MeasuredExcess): Division {
  const { order } = tree;
  const [total, passedOn] = [new Map<number, number>(), new Map<number, ReturnType<typeof passes>>()];
  const shares = callerShares(given, tree, measured);
  for (const node of order.toReversed()) {
    const parts = passes(given, tree, measured, node, total, shares);
    const fromCallees = parts.reduce((sum, { gap, callee }) => sum + gap + callee, 0);
    const excess = measured.nodes.get(node);
    const own = excess?.believed === true ? excess.amount : 0;
    // What did not make the node slower by more than can be seen was not waited for: calls answered later, or beside others.
    const most = excess === undefined ? Infinity : Math.max(0, excess.amount) + measured.threshold * excess.noise;
    total.set(node, Math.min(Math.max(own, fromCallees), most));
    passedOn.set(node, parts);
    if (excess?.believed === true) addWaits(given, tree, measured, node, parts, own - fromCallees);
  }

  const [own, between, via, reached] = [
    new Map<number, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  const root = order[0] ?? 0;
  const atRoot = total.get(root) ?? 0;
  const symptom = Math.max(atRoot, measured.nodes.get(root)?.amount ?? 0);
  reached.set(root, atRoot);
  const best = new Map<number, number>();
  for (const node of order) {
    const blame = reached.get(node) ?? 0;
    if (blame <= 0) continue;
    const parts = passedOn.get(node) ?? [];
    const fromCallees = parts.reduce((sum, { gap, callee }) => sum + gap + callee, 0);
    const all = Math.max(total.get(node) ?? 0, fromCallees);
    const scale = all > 0 ? blame / all : 0;
    for (const { call, to, gap, callee } of parts) {
      if (gap > 0) between.set(call, gap * scale);
      if (callee <= 0) continue;
      reached.set(to, (reached.get(to) ?? 0) + callee * scale);
      if (callee * scale > (best.get(to) ?? 0)) {
        best.set(to, callee * scale);
        via.set(to, call);
      }
    }
    const left = all > 0 ? (all - fromCallees) * scale : blame;
    const excess = measured.nodes.get(node);
    // What is left is a difference of measured numbers: no larger than their noise, it is nobody's.
    const least = excess === undefined ? 0 : measured.threshold * Math.max(excess.noise, excess.error);
    if (left > 0 && (fromCallees === 0 || all - fromCallees > least)) own.set(node, left);
  }
  return { symptom, size: Math.max(symptom, measured.nodes.get(root)?.noise ?? 0), own, between, via };
}

/** Made once for each callee, which may have a thousand callers. */
interface Shares {
  readonly of: (callee: number) => ReadonlyMap<number, number>;
}

function callerShares({ calls }: CauseCase, { into }: CallTree, measured: MeasuredExcess): Shares {
  const made = new Map<number, ReadonlyMap<number, number>>();
  return {
    of: (callee) => {
      const shares = made.get(callee) ?? sharesOfCallers(calls, into.get(callee) ?? [], measured);
      made.set(callee, shares);
      return shares;
    },
  };
}

interface Pass {
  readonly call: number;
  readonly to: number;
  readonly gap: number;
  callee: number;
}

/**
 * A node that is seen to wait longer has the rest of its excess from calls nobody measured one by one. Callees whose other callers do not
 * wait longer are out of it; the rest share.
 */
function addWaits(
  { calls }: CauseCase,
  { into }: CallTree,
  measured: MeasuredExcess,
  node: number,
  parts: readonly Pass[],
  left: number,
): void {
  const wait = measured.waits.get(node);
  const noise = measured.nodes.get(node)?.noise ?? 0;
  if (wait?.believed !== true || left <= measured.threshold * noise) return;
  const possible = parts.filter(({ call, to }) => {
    const { caller = null, gap = null } = measured.calls.get(call) ?? {};
    if (caller !== null || gap !== null) return false;
    const others = (into.get(to) ?? []).flatMap((other) => measured.waits.get(calls[other]?.from ?? node) ?? []);
    return others.every(({ believed }) => believed);
  });
  for (const part of possible) part.callee += left / possible.length;
}

function passes(
  { calls }: CauseCase,
  { out }: CallTree,
  measured: MeasuredExcess,
  node: number,
  total: ReadonlyMap<number, number>,
  shares: Shares,
): Pass[] {
  return (out.get(node) ?? []).map((call) => {
    const to = calls[call]?.to ?? node;
    const seen = measured.calls.get(call);
    const below = (total.get(to) ?? 0) * (shares.of(to).get(call) ?? 1);
    const gap = isBelieved(seen?.gap ?? null, measured.threshold) ? (seen?.gap?.amount ?? 0) : 0;
    if (seen?.callee !== null && seen?.callee !== undefined) {
      const excess = measured.nodes.get(to);
      const overruled = excess?.hasHistory === true && !excess.believed;
      const arrived = !overruled && isBelieved(seen.callee, measured.threshold) ? seen.callee.amount : 0;
      return { call, to, gap, callee: Math.max(arrived, below) };
    }
    if (seen?.gap !== null && seen?.gap !== undefined) return { call, to, gap, callee: below };
    // Only the caller measured it: whatever is behind the call is behind that callee, which does not tell.
    const sent = isBelieved(seen?.caller ?? null, measured.threshold) ? (seen?.caller?.amount ?? 0) : 0;
    return { call, to, gap, callee: Math.max(sent, below) };
  });
}

/** Which part of a callee's excess each of its callers waited for: by the calls where they are counted, else by how much each caller has too much of. */
function sharesOfCallers(
  calls: CauseCase['calls'],
  into: readonly number[],
  measured: MeasuredExcess,
): ReadonlyMap<number, number> {
  const weights = into.map((index) => {
    const from = calls[index]?.from ?? null;
    const seen = measured.calls.get(index);
    const counted = seen?.callee ?? seen?.caller ?? (from === null ? undefined : measured.nodes.get(from));
    return counted === undefined ? null : Math.max(0, counted.amount);
  });
  const known = weights.filter((weight) => weight !== null);
  const mean = known.reduce((sum, weight) => sum + weight, 0) / Math.max(1, known.length);
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? mean), 0);
  return new Map(into.map((index, i) => [index, sum > 0 ? (weights[i] ?? mean) / sum : 1 / into.length]));
}
