import { goalAtMost, median, quantile, rounded, type BenchGoal, type BenchRow } from '../benchResult';
import { anomalies, diagnosedKinds } from './drawDiagnosed';
import { isInThree, isRightFirst, isWithoutEffect, type DiagnoseOutcome } from './outcome';

/** By kind of fault, those of two at once in a row of their own; then lunches without a fault. */
export function tableRows(outcomes: readonly DiagnoseOutcome[]): BenchRow[] {
  const faulty = outcomes.filter(({ drawn }) => drawn.anomaly === null);
  const single = faulty.filter(({ truths }) => truths.length === 1);
  return [
    ...diagnosedKinds.map((kind) =>
      faultRow(
        kind,
        single.filter(({ truths }) => truths[0]?.kind === kind),
      ),
    ),
    faultRow(
      'two at once',
      faulty.filter(({ truths }) => truths.length > 1),
    ),
    faultRow('all faults', faulty),
    ...anomalies.map((anomaly) =>
      freeRow(
        anomaly,
        outcomes.filter(({ drawn }) => drawn.anomaly === anomaly),
      ),
    ),
  ].filter(({ cases }) => cases !== 0);
}

function faultRow(what: string, all: readonly DiagnoseOutcome[]): BenchRow {
  const cases = all.filter(({ opened }) => opened);
  const seconds = (of: (outcome: DiagnoseOutcome) => number | null): number[] =>
    cases.flatMap((each) => (of(each) ?? Number.NaN) / 1_000);
  const told = seconds(({ diagnosedMs }) => diagnosedMs).filter((value) => !Number.isNaN(value));
  const found = seconds(({ detectedMs }) => detectedMs);
  return {
    what,
    cases: all.length,
    'without effect': all.filter(isWithoutEffect).length,
    'no incident': all.filter((each) => !each.opened && !isWithoutEffect(each)).length,
    diagnosed: cases.length,
    first: cases.filter(isRightFirst).length,
    'in three': cases.filter(isInThree).length,
    'incident p50 s': numberOr(median(found)),
    'told p50 s': numberOr(median(told)),
    'told p90 s': numberOr(quantile(told, 0.9)),
  };
}

function freeRow(anomaly: string, all: readonly DiagnoseOutcome[]): BenchRow {
  return {
    what: `no fault: ${anomaly}`,
    cases: all.length,
    'no incident': all.filter(({ opened }) => !opened).length,
    diagnosed: all.filter(({ first }) => first !== null).length,
    demand: all.filter(saysDemand).length,
  };
}

function saysDemand({ first }: DiagnoseOutcome): boolean {
  return first?.verdict === 'demand';
}

export function goalsOf(outcomes: readonly DiagnoseOutcome[]): BenchGoal[] {
  const faulty = outcomes.filter(({ drawn, opened }) => drawn.anomaly === null && opened);
  const free = outcomes.filter(({ drawn }) => drawn.anomaly !== null);
  const seconds = faulty.map(({ diagnosedMs }) => (diagnosedMs ?? Number.POSITIVE_INFINITY) / 1_000);
  const goals = [
    shareGoal('right cause first', faulty.filter(isRightFirst).length, faulty.length, 0.9),
    shareGoal('right cause in the first three', faulty.filter(isInThree).length, faulty.length, 0.98),
    goalAtMost('fault to diagnosis, p50', rounded(median(seconds)), 's', 45),
    goalAtMost('fault to diagnosis, p90', rounded(quantile(seconds, 0.9)), 's', 90),
    shareGoal('no fault: says demand', free.filter(saysDemand).length, free.length, 1),
  ];
  return goals.filter(({ value }) => !Number.isNaN(value));
}

function shareGoal(name: string, count: number, of: number, least: number): BenchGoal {
  const share = of === 0 ? Number.NaN : count / of;
  return {
    name: `${name} (${count} of ${of})`,
    value: rounded(100 * share),
    unit: '%',
    goal: `≥ ${100 * least}`,
    holds: share >= least,
  };
}

function numberOr(value: number): number | null {
  return Number.isNaN(value) ? null : rounded(value);
}
