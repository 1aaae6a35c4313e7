import { faultKindIds } from '../../src-main/demoCity/faults/faultStage';
import { median, rounded, type BenchGoal, type BenchRow } from '../benchResult';
import type { HealthyOutcome } from './runHealthyDay';
import type { ScoreOutcome } from './runScoreCase';

const goalShare = 0.95;
/** Local hours. */
const lunch = { from: 10.5, to: 13.75 };
const localOffsetMs = 8 * 3_600_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function faultRows(outcomes: readonly ScoreOutcome[]): BenchRow[] {
  return faultKindIds.flatMap((kind) => {
    const all = outcomes.filter((each) => each.kind === kind);
    const cases = all.filter((each) => !each.withoutEffect);
    if (all.length === 0) return [];
    const found = cases.flatMap(({ foundMs }) => (foundMs === null ? [] : [foundMs / 1_000]));
    const near = cases.filter(({ foundNearMs }) => foundNearMs !== null);
    const atLunch = cases.filter((each) => isAtLunch(each));
    const row: BenchRow = {
      kind,
      cases: cases.length,
      found: found.length,
      'found %': percent(found.length, cases.length),
      'median s': found.length === 0 ? null : rounded(median(found)),
      'with links %': percent(near.length, cases.length),
      lunch: `${atLunch.filter(({ foundMs }) => foundMs !== null).length} of ${atLunch.length}`,
      'median score': cases.length === 0 ? null : rounded(median(cases.map(({ score }) => Math.min(100, score)))),
      'without effect': all.length - cases.length,
    };
    return [row];
  });
}

export function faultGoals(outcomes: readonly ScoreOutcome[]): BenchGoal[] {
  return faultRows(outcomes).map((row): BenchGoal => {
    const value = Number(row['found %']);
    const name = `${String(row['kind'])}: among the two lowest within 60 s (${String(row['cases'])})`;
    return { name, value, unit: '%', goal: `≥ ${100 * goalShare}`, holds: value >= 100 * goalShare };
  });
}

export function healthyRow(outcomes: readonly HealthyOutcome[]): BenchRow | null {
  if (outcomes.length === 0) return null;
  const sum = (key: 'nodeMinutes' | 'nodeMinutesFrom90' | 'placeMinutes' | 'placeMinutesBelow80' | 'unknown'): number =>
    outcomes.reduce((total, each) => total + each[key], 0);
  return {
    'healthy days': outcomes.length,
    'node-minutes': sum('nodeMinutes'),
    '≥ 90 %': percent(sum('nodeMinutesFrom90'), sum('nodeMinutes')),
    'below 80': sum('placeMinutesBelow80'),
    'of place-minutes': sum('placeMinutes'),
    lowest: rounded(Math.min(...outcomes.map(({ lowest }) => lowest))),
    unknown: sum('unknown'),
  };
}

export function healthyGoals(outcomes: readonly HealthyOutcome[]): BenchGoal[] {
  const row = healthyRow(outcomes);
  if (row === null) return [];
  const [share, below] = [Number(row['≥ 90 %']), Number(row['below 80'])];
  return [
    { name: 'healthy node-minutes of 90 or more', value: share, unit: '%', goal: '≥ 99', holds: share >= 99 },
    { name: 'healthy place-minutes below 80', value: below, unit: '', goal: '0', holds: below === 0 },
  ];
}

function isAtLunch({ truth }: ScoreOutcome): boolean {
  const hour = ((truth.from + localOffsetMs) % dayMs) / hourMs;
  return hour >= lunch.from && hour < lunch.to;
}

function percent(count: number, of: number): number {
  return of === 0 ? Number.NaN : Math.round((1_000 * count) / of) / 10;
}
