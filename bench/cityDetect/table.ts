import { detectorNames, type DetectorName } from '../../contract/detection';
import { faultKindIds } from '../../src-main/demoCity/faults/faultStage';
import { goalAtMost, median, quantile, rounded, type BenchGoal, type BenchRow } from '../benchResult';
import type { Comparison } from './compareOnPrometheus';
import { healthyHours, type CaseOutcome } from './runCase';
import { sizeClass, sizeClasses } from './sizeClass';

/** From the fault's first second. */
export const cliffWithinMs = 60_000;
/** From the end of the first span in which a tenth of a stage's orders was missing. */
export const declineWithinMs = 600_000;
const leadMsMin = 600_000;
const hoursAWeek = 168;

const isCliff = ({ loss }: CaseOutcome): boolean => loss?.shape === 'cliff';
/** Slow, and at least a tenth at its worst. */
const isDecline = ({ loss }: CaseOutcome): boolean => loss?.shape === 'decline' && loss.tenthAt !== null;
const isBurst = ({ drawn }: CaseOutcome): boolean => drawn.fault?.kind === 'promotionBurst';

/** Detection by kind and by size, then what healthy hours cost, each detector on the same samples. */
export function tableRows(outcomes: readonly CaseOutcome[]): BenchRow[] {
  const faulty = outcomes.filter(({ drawn }) => drawn.fault !== null);
  const broken = faulty.filter((each) => !isBurst(each));
  return [
    ...faultKindIds.map((kind) =>
      foundRow(
        `kind: ${kind}`,
        faulty.filter(({ drawn }) => drawn.fault?.kind === kind),
      ),
    ),
    ...sizeClasses.map((name) =>
      foundRow(
        `size: ${name}`,
        broken.filter((each) => sizeClass(each) === name),
      ),
    ),
    foundRow('cliffs ≥ 5 %, all', broken.filter(isCliff)),
    foundRow('declines ≥ 10 %, all', broken.filter(isDecline), ({ loss }) => loss?.tenthAt ?? 0),
    ...healthyRows(outcomes),
  ].filter((row) => row['cases'] !== 0);
}

function foundRow(what: string, cases: readonly CaseOutcome[], since = startOf): BenchRow {
  const columns = detectorNames.map((name): [string, number | null][] => {
    const delays = cases.flatMap((each) => {
      const { foundAt } = each.lanes[name];
      return foundAt === null ? [] : [(foundAt - since(each)) / 1_000];
    });
    const found: [string, number | null] = [`${name}: found`, delays.length];
    if (name !== 'level') return [found, [`${name}: s`, delays.length === 0 ? null : rounded(median(delays))]];
    return [
      found,
      ['median s', delays.length === 0 ? null : rounded(median(delays))],
      ['p90 s', delays.length === 0 ? null : rounded(quantile(delays, 0.9))],
      ['incidents each', cases.length === 0 ? null : rounded(mean(cases.map(({ lanes }) => lanes[name].ofFault.length)))],
    ];
  });
  return { what, cases: cases.length, ...Object.fromEntries(columns.flat()) };
}

function healthyRows(outcomes: readonly CaseOutcome[]): BenchRow[] {
  const hours = outcomes.map(({ drawn }) => healthyHours(drawn));
  const sum = (key: 'all' | 'night' | 'special'): number => hours.reduce((total, each) => total + each[key], 0);
  const row = (what: string, count: (name: DetectorName) => number): BenchRow => ({
    what,
    ...Object.fromEntries(detectorNames.map((name) => [`${name}: found`, rounded(count(name))])),
  });
  const inHours = `${Math.round(sum('all'))} healthy h, ${Math.round(sum('night'))} of them night, ${Math.round(sum('special'))} of special days`;
  return [
    row(`false incidents per 7 days (${inHours})`, (name) => falsePerWeek(outcomes, name)),
    row('wrong warnings a day', (name) => wrongWarningsADay(outcomes, name)),
  ];
}

export function goalsOf(outcomes: readonly CaseOutcome[]): BenchGoal[] {
  const broken = outcomes.filter((each) => each.drawn.fault !== null && !isBurst(each));
  const cliffs = broken.filter(isCliff);
  const declines = broken.filter(isDecline);
  const within = (cases: readonly CaseOutcome[], since: (each: CaseOutcome) => number, withinMs: number): number =>
    cases.filter((each) => (each.lanes.level.foundAt ?? Number.POSITIVE_INFINITY) - since(each) <= withinMs).length;
  // A limit that is met within minutes leaves nobody ten minutes to warn.
  const foreseeable = broken.filter(
    ({ loss, drawn }) => drawn.fault?.kind === 'slowDecline' && (loss?.fifthAt ?? 0) - drawn.fault.at > 1.25 * leadMsMin,
  );
  const warned = foreseeable.filter(
    ({ loss, lanes }) => lanes.level.warnedAt !== null && (loss?.fifthAt ?? 0) - lanes.level.warnedAt >= leadMsMin,
  );
  const goals = [
    shareGoal(
      `cliffs ≥ 5 % seen within 60 s of the fault (${cliffs.length})`,
      within(cliffs, startOf, cliffWithinMs),
      cliffs.length,
      1,
    ),
    shareGoal(
      `declines ≥ 10 % seen within 10 min of a tenth (${declines.length})`,
      within(declines, ({ loss }) => loss?.tenthAt ?? 0, declineWithinMs),
      declines.length,
      1,
    ),
    goalAtMost('false incidents', rounded(falsePerWeek(outcomes, 'level')), 'per 7 healthy days', 1),
    shareGoal(`slow declines warned of ≥ 10 min ahead (${foreseeable.length})`, warned.length, foreseeable.length, 0.8),
    goalAtMost('wrong warnings', rounded(wrongWarningsADay(outcomes, 'level')), 'a day', 1),
  ];
  // Few seeds may have no case of a goal.
  return goals.filter(({ value }) => !Number.isNaN(value));
}

/** None when no case went through a Prometheus. */
export function agreementGoal(comparisons: readonly Comparison[]): BenchGoal[] {
  if (comparisons.length === 0) return [];
  const agreeing = comparisons.filter(({ agrees }) => agrees).length;
  return [shareGoal(`same answer from a real Prometheus (${comparisons.length})`, agreeing, comparisons.length, 1)];
}

function shareGoal(name: string, count: number, of: number, least: number): BenchGoal {
  const share = of === 0 ? Number.NaN : count / of;
  return { name, value: rounded(100 * share), unit: '%', goal: `≥ ${100 * least}`, holds: share >= least };
}

function startOf({ drawn }: CaseOutcome): number {
  return drawn.fault?.at ?? 0;
}

function healthyHoursOf(outcomes: readonly CaseOutcome[]): number {
  return outcomes.reduce((sum, { drawn }) => sum + healthyHours(drawn).all, 0);
}

function falsePerWeek(outcomes: readonly CaseOutcome[], name: DetectorName): number {
  const count = outcomes.reduce((sum, { lanes }) => sum + lanes[name].falseOnes.length, 0);
  return (count * hoursAWeek) / healthyHoursOf(outcomes);
}

function wrongWarningsADay(outcomes: readonly CaseOutcome[], name: DetectorName): number {
  const count = outcomes.reduce((sum, { lanes }) => sum + lanes[name].wrongWarnings, 0);
  return (count * 24) / healthyHoursOf(outcomes);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
