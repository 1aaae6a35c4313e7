import { ancestorsOf, contains, leavesOf, type Combination, type Cuboid, type Lattice } from './lattice';
import type { LeafEvidence } from './leafEvidence';
import { namingPrices } from './namingPrices';

/** A combination whose leaves moved together. */
export interface SharedRatioCause extends Combination {
  readonly leaves: Int32Array;
  /** Relative change that its leaves share, at the strength that one leaf may speak with. */
  readonly shift: number;
  /** Log likelihood that it wins over "nothing happened here", in nats, its price taken off. */
  readonly gain: number;
  /** The best of the combinations one attribute wider, over the same unexplained leaves, and its gain (0 = nothing happened). */
  readonly rival: Combination | null;
  readonly rivalGain: number;
}

type Weighed = Omit<SharedRatioCause, 'rival' | 'rivalGain'>;

/** More causes than this at once are not a diagnosis. */
const causesMax = 14;
/** The leaves of one cause agree on its size within about 30 %: switches, versions and channels do not hit every city alike. */
const spreadWithin = 0.3;

/**
 * Which combinations hold leaves that moved by one shared ratio (the ripple effect of Squeeze, ISSRE 2019)? Minimum description length:
 * a cause is worth the log likelihood that its leaves win from an own ratio, less the nats it takes to name it among all combinations of its
 * cuboid. Greedy by sums over each cuboid: with z = deviation and b = sensitivity, the best shared ratio of a group wins (Σbz)² / 2Σb², so a parent
 * of one affected child loses to the child, and a child of an affected parent to the parent. Leaves that a cause explains leave the sums. Then
 * causes are merged into a common ancestor where that describes them more shortly.
 */
export function sharedRatioCauses(lattice: Lattice, evidence: LeafEvidence): SharedRatioCause[] {
  const prices = namingPrices(lattice);
  const sums = lattice.cuboids.map((cuboid) => sumsOf(cuboid, evidence));
  const explained = new Uint8Array(evidence.deviation.length);
  const causes: Weighed[] = [];
  for (let tried = 0; tried < 2 * causesMax && causes.length < causesMax; tried++) {
    const found = strongest(sums, prices);
    if (found === null) break;
    const cause = weigh(found.combination, evidence, explained, prices);
    if (cause.gain > 0) {
      causes.push(cause);
      takeOut(cause.leaves, sums, evidence, explained);
    } else found.sums.signal[cause.index] = 0;
  }
  return own(lattice, merge(lattice, causes, evidence, prices), evidence, prices);
}

interface GroupSums {
  readonly cuboid: Cuboid;
  /** Σ sensitivity · deviation of each combination's unexplained leaves. */
  readonly signal: Float64Array;
  /** Σ sensitivity². */
  readonly information: Float64Array;
}

function sumsOf(cuboid: Cuboid, { deviation, sensitivity }: LeafEvidence): GroupSums {
  const signal = new Float64Array(cuboid.combinationCount);
  const information = new Float64Array(cuboid.combinationCount);
  const { combinationOf } = cuboid;
  for (let leaf = 0; leaf < combinationOf.length; leaf++) {
    const group = combinationOf[leaf] ?? 0;
    const b = sensitivity[leaf] ?? 0;
    signal[group] = (signal[group] ?? 0) + b * (deviation[leaf] ?? 0);
    information[group] = (information[group] ?? 0) + b * b;
  }
  return { cuboid, signal, information };
}

function takeOut(leaves: Int32Array, sums: readonly GroupSums[], evidence: LeafEvidence, explained: Uint8Array): void {
  for (const leaf of leaves) {
    if (explained[leaf] === 1) continue;
    explained[leaf] = 1;
    const b = evidence.sensitivity[leaf] ?? 0;
    const z = evidence.deviation[leaf] ?? 0;
    for (const { cuboid, signal, information } of sums) {
      const group = cuboid.combinationOf[leaf] ?? 0;
      signal[group] = (signal[group] ?? 0) - b * z;
      information[group] = (information[group] ?? 0) - b * b;
    }
  }
}

/** What rounding leaves behind when leaves are taken out of a sum is no information. */
const informationMin = 1e-6;

function strongest(
  all: readonly GroupSums[],
  prices: ReadonlyMap<Cuboid, number>,
): { combination: Combination; sums: GroupSums } | null {
  let best: { combination: Combination; sums: GroupSums } | null = null;
  let most = 0;
  for (const sums of all) {
    const { cuboid, signal, information } = sums;
    const price = prices.get(cuboid) ?? 0;
    for (let index = 0; index < signal.length; index++) {
      const weight = information[index] ?? 0;
      if (weight < informationMin) continue;
      const gain = (signal[index] ?? 0) ** 2 / (2 * weight) - price;
      if (gain <= most) continue;
      most = gain;
      best = { combination: { cuboid, index }, sums };
    }
  }
  return best;
}

/** The likelihood with spread within the cause, over those of its leaves that are not explained yet: N(m, 1 + (spread·m)²) against N(0, 1). */
function weigh(
  { cuboid, index }: Combination,
  { deviation, sensitivity }: LeafEvidence,
  explained: Uint8Array,
  prices: ReadonlyMap<Cuboid, number>,
): Weighed {
  const leaves = leavesOf({ cuboid, index });
  let [signal, information, count] = [0, 0, 0];
  for (const leaf of leaves) {
    if (explained[leaf] === 1) continue;
    const b = sensitivity[leaf] ?? 0;
    signal += b * (deviation[leaf] ?? 0);
    information += b * b;
    count++;
  }
  if (information < informationMin) return { cuboid, index, leaves, shift: 0, gain: Number.NEGATIVE_INFINITY };
  const shift = signal / information;
  let gain = -(prices.get(cuboid) ?? 0) - Math.log(count) / 2;
  for (const leaf of leaves) {
    if (explained[leaf] === 1) continue;
    const z = deviation[leaf] ?? 0;
    const mean = shift * (sensitivity[leaf] ?? 0);
    const variance = 1 + (spreadWithin * mean) ** 2;
    gain += (z * z - (z - mean) ** 2 / variance - Math.log(variance)) / 2;
  }
  return { cuboid, index, leaves, shift, gain };
}

/** As long as one ancestor describes the causes inside it in fewer nats than they do, it takes their place. */
function merge(
  lattice: Lattice,
  causes: readonly Weighed[],
  evidence: LeafEvidence,
  prices: ReadonlyMap<Cuboid, number>,
): readonly Weighed[] {
  let most = 0;
  let best: Weighed[] | null = null;
  for (const above of distinct(causes.flatMap((cause) => ancestorsOf(lattice, cause)))) {
    const inside = causes.filter((cause) => contains(above, cause));
    const others = causes.filter((cause) => !inside.includes(cause));
    const merged = weigh(above, evidence, covered(others, evidence.deviation.length), prices);
    const win = merged.gain - inside.reduce((sum, { gain }) => sum + gain, 0);
    if (win <= most) continue;
    most = win;
    best = [...others, merged];
  }
  return best === null ? causes : merge(lattice, best, evidence, prices);
}

/** Strongest first, each weighed again on the leaves that stronger ones left to it; those that are left with too little go. */
function own(
  lattice: Lattice,
  causes: readonly Weighed[],
  evidence: LeafEvidence,
  prices: ReadonlyMap<Cuboid, number>,
): SharedRatioCause[] {
  const explained = new Uint8Array(evidence.deviation.length);
  const kept: Weighed[] = [];
  for (const cause of [...causes].sort((a, b) => b.gain - a.gain)) {
    const weighed = weigh(cause, evidence, explained, prices);
    if (weighed.gain <= 0) continue;
    const leaves = weighed.leaves.filter((leaf) => explained[leaf] === 0);
    for (const leaf of leaves) explained[leaf] = 1;
    kept.push({ ...weighed, leaves });
  }
  return kept.map((cause) => {
    for (const leaf of cause.leaves) explained[leaf] = 0;
    const rival = bestOf(parentsOf(lattice, cause).map((parent) => weigh(parent, evidence, explained, prices)));
    for (const leaf of cause.leaves) explained[leaf] = 1;
    return { ...cause, rival, rivalGain: Math.max(0, rival?.gain ?? 0) };
  });
}

function parentsOf(lattice: Lattice, cause: Combination): Combination[] {
  const size = cause.cuboid.attributes.length - 1;
  return ancestorsOf(lattice, cause).filter(({ cuboid }) => cuboid.attributes.length === size);
}

function bestOf(weighed: readonly Weighed[]): Weighed | null {
  return weighed.reduce<Weighed | null>((best, one) => (one.gain > (best?.gain ?? 0) ? one : best), null);
}

function covered(causes: readonly Weighed[], leafCount: number): Uint8Array {
  const explained = new Uint8Array(leafCount);
  for (const { leaves } of causes) for (const leaf of leaves) explained[leaf] = 1;
  return explained;
}

function distinct(combinations: readonly Combination[]): Combination[] {
  const seen = new Map<string, Combination>();
  for (const one of combinations) seen.set(`${one.cuboid.mask}:${one.index}`, one);
  return [...seen.values()];
}
