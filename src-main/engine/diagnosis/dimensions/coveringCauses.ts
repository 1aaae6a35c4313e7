import { sumOf } from './columns';
import { contains, type Combination, type Cuboid, type Lattice } from './lattice';
import { deviationOf } from './leafEvidence';
import { movedGroups, totalsOf, type MovedGroups, type MovedPopulation, type Totals } from './movedGroups';
import { namingPrices } from './namingPrices';

/** One combination, or several values of the same attributes that moved together. */
export interface CoveringCause {
  readonly combinations: readonly Combination[];
  /** Share of the total change that happened inside, natural units over natural units; above 1 where the rest went the other way. */
  readonly explainedShare: number;
  /** Share of the population. */
  readonly populationShare: number;
  /** Share of the inside, by what was expected of it, whose parts moved too (0–1). */
  readonly purity: number;
  /** 1 = without it the rest is calm and all of it moved. */
  readonly score: number;
}

export interface Covering {
  /** Best first. */
  readonly causes: readonly CoveringCause[];
  /** How evenly the total moved (0–1): 1 = every part of it did. */
  readonly spread: number;
}

/** Attributes in one cause: what operators name; and their parts are looked at one attribute deeper. */
const attributesMax = 3;
/** Each further value of the same attributes has to make the rest this much calmer. */
const furtherValuePrice = 0.15;
const valuesMax = 3;
const valueShareMin = 0.1;
/** A narrower cause is taken when it keeps this much of what the wider one explains, and is this much denser. */
const keptMin = 0.85;
const denserMin = 1.5;

/**
 * Real incidents do not move all leaves by one ratio: a bad bitrate hurts one device ten times more than another. What holds is that nearly
 * everything that moved is inside (completeness), and that whatever part of the inside one looks at has moved (purity). Completeness is corrected
 * for chance like Cohen's kappa: (share of change − share of population) / (1 − share of population), that is how far the rest's rate of change falls
 * once the cause is taken out; a combination that is nearly everybody explains nothing. Purity is the share of children, one attribute deeper,
 * that moved by at least half as much as the total, weighed by what was expected of them, mean over the attributes. It counts twice: what did not
 * move speaks louder against a cause than what moved elsewhere. Best first.
 */
export function coveringCauses(lattice: Lattice, moved: MovedPopulation): Covering {
  const totals = totalsOf(moved);
  if (totals.change === 0) return { causes: [], spread: 0 };
  const groups = new Map<number, MovedGroups>();
  for (const cuboid of lattice.cuboids)
    if (cuboid.attributes.length <= attributesMax + 1) groups.set(cuboid.mask, movedGroups(cuboid, moved, totals));
  const prices = namingPrices(lattice);
  const found: CoveringCause[] = [];
  for (const cuboid of lattice.cuboids) {
    const sums = groups.get(cuboid.mask);
    if (cuboid.attributes.length > attributesMax || sums === undefined) continue;
    const singles = causesIn(cuboid, sums, purityOf(lattice, cuboid, sums, groups), totals, prices.get(cuboid) ?? 0);
    found.push(...singles, ...unionsOf(singles));
  }
  return { causes: narrowedFirst(found.sort((a, b) => b.score - a.score)), spread: spreadOf(lattice, groups) };
}

/** The purity of the total: how much of it moved, whichever attribute one looks along. */
function spreadOf(lattice: Lattice, groups: ReadonlyMap<number, MovedGroups>): number {
  const shares = lattice.table.attributes.map((_, attribute) => {
    const sums = groups.get(1 << attribute);
    if (sums === undefined) return 0;
    const inside = sums.moved.reduce((sum, moved, group) => sum + moved * (sums.expected[group] ?? 0), 0);
    return inside / Math.max(sumOf(sums.expected), Number.EPSILON);
  });
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
}

function purityOf(lattice: Lattice, cuboid: Cuboid, sums: MovedGroups, groups: ReadonlyMap<number, MovedGroups>): Float64Array {
  const purity = new Float64Array(cuboid.combinationCount);
  let attributes = 0;
  for (let attribute = 0; attribute < lattice.table.attributes.length; attribute++) {
    const below = lattice.byMask.get(cuboid.mask | (1 << attribute));
    const parts = below === undefined ? undefined : groups.get(below.mask);
    if (below === undefined || below === cuboid || parts === undefined) continue;
    attributes++;
    for (let part = 0; part < below.combinationCount; part++) {
      const group = cuboid.combinationOf[below.sampleLeaf[part] ?? 0] ?? 0;
      const whole = sums.expected[group] ?? 0;
      if (whole > 0) purity[group] = (purity[group] ?? 0) + ((parts.expected[part] ?? 0) / whole) * (parts.moved[part] ?? 0);
    }
  }
  return attributes === 0 ? sums.moved : purity.map((sum) => sum / attributes);
}

function causesIn(cuboid: Cuboid, sums: MovedGroups, purity: Float64Array, totals: Totals, price: number): CoveringCause[] {
  const causes: CoveringCause[] = [];
  for (let index = 0; index < cuboid.combinationCount; index++) {
    const change = totals.direction * (sums.change[index] ?? 0);
    const wanted = sums.expected[index] ?? 0;
    const deviation = totals.direction * deviationOf(wanted + totals.direction * change, wanted, totals.noise);
    if (deviation <= 0 || deviation ** 2 / 2 < price) continue;
    causes.push(
      scored({
        combinations: [{ cuboid, index }],
        explainedShare: change / Math.abs(totals.change),
        populationShare: totals.population > 0 ? (sums.population[index] ?? 0) / totals.population : 0,
        purity: purity[index] ?? 0,
      }),
    );
  }
  return causes;
}

/** The values of one cuboid that hold more of the change than of the population, added up from the largest. */
function unionsOf(singles: readonly CoveringCause[]): CoveringCause[] {
  const excess = ({ explainedShare, populationShare }: CoveringCause): number => explainedShare - populationShare;
  const members = singles
    .filter((cause) => excess(cause) > 0 && cause.explainedShare > valueShareMin)
    .sort((a, b) => excess(b) - excess(a))
    .slice(0, valuesMax);
  const unions: CoveringCause[] = [];
  members.reduce<CoveringCause | null>((union, next) => {
    if (union === null) return next;
    const populationShare = union.populationShare + next.populationShare;
    const inside = union.purity * union.populationShare + next.purity * next.populationShare;
    const wider = scored({
      combinations: [...union.combinations, ...next.combinations],
      explainedShare: union.explainedShare + next.explainedShare,
      populationShare,
      purity: populationShare > 0 ? inside / populationShare : 0,
    });
    unions.push(wider);
    return wider;
  }, null);
  return unions;
}

function scored(cause: Omit<CoveringCause, 'score'>): CoveringCause {
  const { explainedShare, populationShare, purity, combinations } = cause;
  const completeness = populationShare < 1 ? Math.min(1, (explainedShare - populationShare) / (1 - populationShare)) : 0;
  return { ...cause, score: completeness * purity ** 2 - furtherValuePrice * (combinations.length - 1) };
}

function narrowedFirst(causes: CoveringCause[]): CoveringCause[] {
  const [first] = causes;
  if (first === undefined) return causes;
  const density = (cause: CoveringCause): number => cause.explainedShare / Math.max(cause.populationShare, Number.EPSILON);
  const narrower = causes.find(
    (cause) =>
      isChild(cause, first) &&
      cause.explainedShare >= keptMin * first.explainedShare &&
      density(cause) >= denserMin * density(first),
  );
  return narrower === undefined ? causes : narrowedFirst([narrower, ...causes.filter((cause) => cause !== narrower)]);
}

function isChild(inner: CoveringCause, outer: CoveringCause): boolean {
  const [small, large] = [inner.combinations[0], outer.combinations[0]];
  if (small === undefined || large === undefined || inner.combinations.length > 1 || outer.combinations.length > 1) return false;
  const deeper = small.cuboid.attributes.length === large.cuboid.attributes.length + 1;
  return deeper && contains(large, small);
}
