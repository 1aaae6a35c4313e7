import { bulkLevel } from './bulkLevel';
import { sumOf, sumOver } from './columns';
import type { Lattice } from './lattice';
import { leafDeviations, leafEvidence } from './leafEvidence';
import { learnLeafNoise, type LeafNoise } from './leafNoise';
import { sharedRatioCauses, type SharedRatioCause } from './sharedRatioCauses';
import { tailCurve } from './tailCurve';

export interface Description {
  /** What was expected, times the level that all leaves share. */
  readonly expected: Float64Array;
  readonly causes: readonly SharedRatioCause[];
}

/**
 * When the bulk of the leaves moved, two stories are told of it, everybody moved or one large combination did, and the shorter one is believed.
 */
export function describeChange(lattice: Lattice, actual: Float64Array, expected: Float64Array): Description {
  const alone = sketch(lattice, actual, expected);
  const level = bulkLevel(actual, expected);
  if (level === 1) return refine(lattice, actual, alone);
  const rough = sketch(lattice, actual, scale(expected, level));
  const together = sketch(lattice, actual, scale(expected, levelOutside(rough.causes, actual, expected) ?? level));
  const price = Math.log(actual.length) / 2;
  const shorter = together.nats + price < alone.nats && !heals(together, actual, expected);
  return refine(lattice, actual, shorter ? together : alone);
}

/** A large part that a common fall needs to be healed from did not fall: then it is the others that did, in however many words. */
function heals({ causes, expected: base }: Sketch, actual: Float64Array, expected: Float64Array): boolean {
  const total = sumOf(expected);
  const level = sumOf(base) / total;
  return causes.some(({ leaves }) => {
    const usual = sumOver(leaves, expected);
    const moved = Math.abs(sumOver(leaves, actual) / usual - 1);
    return usual >= healedShareMin * total && moved < Math.abs(level - 1) / 3;
  });
}

const healedShareMin = 0.1;

interface Sketch extends Description {
  readonly noise: LeafNoise;
  readonly deviations: Float64Array;
  /** What it costs to write all leaves down, given the causes. */
  readonly nats: number;
}

/** Causes on the assumption that the noise has normal tails. */
function sketch(lattice: Lattice, actual: Float64Array, expected: Float64Array): Sketch {
  const noise = learnLeafNoise(actual, expected);
  const deviations = leafDeviations(actual, expected, noise);
  const evidence = leafEvidence(deviations, actual, expected, noise, (distance) => distance);
  const causes = sharedRatioCauses(lattice, evidence);
  let nats = -causes.reduce((sum, { gain }) => sum + gain, 0);
  evidence.deviation.forEach((z, leaf) => {
    const level = ((actual[leaf] ?? 0) + (expected[leaf] ?? 0)) / 2;
    const variance = noise.perCount * level + (noise.relative * level) ** 2;
    if (variance > 0) nats += (z * z + Math.log(variance)) / 2;
  });
  return { expected, causes, noise, deviations, nats };
}

/** Again with the tails that are seen on leaves that no larger cause explains; a single leaf may be a cause or a tail. */
function refine(lattice: Lattice, actual: Float64Array, { expected, causes, noise, deviations }: Sketch): Description {
  const explained = new Uint8Array(actual.length);
  for (const { leaves } of causes) if (leaves.length > 1) for (const leaf of leaves) explained[leaf] = 1;
  const curve = tailCurve(deviations.filter((_, leaf) => explained[leaf] === 0).map(Math.abs));
  return { expected, causes: sharedRatioCauses(lattice, leafEvidence(deviations, actual, expected, noise, curve)) };
}

/** The ratio of what no cause explains; null when that is less than half. */
function levelOutside(causes: readonly SharedRatioCause[], actual: Float64Array, expected: Float64Array): number | null {
  let [have, wanted] = [sumOf(actual), sumOf(expected)];
  for (const { leaves } of causes) {
    have -= sumOver(leaves, actual);
    wanted -= sumOver(leaves, expected);
  }
  return wanted * 2 > sumOf(expected) ? have / wanted : null;
}

function scale(column: Float64Array, factor: number): Float64Array {
  return column.map((value) => value * factor);
}
