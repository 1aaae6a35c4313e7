import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BudgetConstants } from '../../src-main/engine/detection/alarmBudget';
import { createLevelDetector } from '../../src-main/engine/detection/levelDetector';
import { detectors, type DetectorName } from '../../src-main/engine/detection/registry';
import {
  benchResult,
  goalAtMost,
  rounded,
  type BenchGoal,
  type BenchOptions,
  type BenchRow,
  type BenchRun,
} from '../benchResult';
import { predict, type KpiPrediction } from './predict';
import { readPack, type KpiSeries } from './readPack';
import { score, writeLines, type KpiScores } from './score';

/** What leave-one-out chooses among: the two constants that decide how many alarms there are. */
const candidates: readonly BudgetConstants[] = [4.8, 5.2, 5.6].flatMap((thresholdMin) =>
  [0.7, 1, 1.4].map((perDay) => ({ thresholdMin, perDay })),
);

/**
 * `--data DIR --out FILE`: runs the console's detector over a pack of labelled series, causally, one pass, constants fixed, and
 * writes predictions. `--score SCORERS` scores them, beside the comparison detectors; `--leave-one-out` chooses the
 * constants on all other series for each one and scores that too.
 */
export const run: BenchRun = async (options) => {
  const data = folderOption(options, 'data', 'meta.json');
  const pack = readPack(data);
  const started = performance.now();
  const ours = pack.map((series) => predict(series, createLevelDetector(series.stepMs)));
  const points = pack.reduce((sum, { times }) => sum + times.length, 0);
  const nanosecondsPerPoint = ((performance.now() - started) * 1e6) / points;
  if (options['out'] !== undefined) writeFileSync(options['out'], writeLines(ours));
  if (options['score'] === undefined)
    return benchResult(
      'kpi',
      [{ what: 'predictions', series: pack.length, points, 'ns/point': rounded(nanosecondsPerPoint) }],
      [],
    );

  const scorers = folderOption(options, 'score', 'score-kpi.mjs');
  const scored = score(scorers, data, ours);
  const rows: BenchRow[] = [rowOf("level (the console's)", scored)];
  for (const name of Object.keys(detectors) as DetectorName[])
    if (name !== 'level') rows.push(rowOf(name, score(scorers, data, predictWith(pack, name))));
  if (options['leave-one-out'] !== undefined) rows.push(leaveOneOut(pack, scorers, data));
  return benchResult('kpi', rows, goalsOf(scored));
};

function predictWith(pack: readonly KpiSeries[], name: DetectorName): KpiPrediction[] {
  return pack.map((series) => predict(series, detectors[name](series.stepMs)));
}

/** Mean over the AIOps series of the F1 that each has with the constants that were best on all the others. */
function leaveOneOut(pack: readonly KpiSeries[], scorers: string, data: string): BenchRow {
  const aiops = new Set(pack.filter(({ group }) => group === 'aiops').map(({ id }) => id));
  const tables = candidates.map((constants) =>
    score(
      scorers,
      data,
      pack.map((series) => predict(series, createLevelDetector(series.stepMs, constants))),
    ).per_series.filter(({ id }) => aiops.has(id)),
  );
  const meanWithout = (table: (typeof tables)[number], id: string): number => {
    const others = table.filter((one) => one.id !== id);
    return others.reduce((sum, { f1 }) => sum + f1, 0) / others.length;
  };
  const held = [...aiops].map((id) => {
    const best = tables.reduce((a, b) => (meanWithout(b, id) > meanWithout(a, id) ? b : a));
    return best.find((one) => one.id === id)?.f1 ?? Number.NaN;
  });
  return {
    ...blankRow,
    detector: 'level, leave one series out',
    'event F1': rounded(held.reduce((a, b) => a + b, 0) / held.length),
  };
}

const blankRow = {
  detector: '',
  'event F1': null,
  precision: null,
  recall: null,
  'false alarms/day': null,
  worst: null,
  'recall at 0.5/day': null,
  'delay min': null,
  'delay p90': null,
  'k7 F1': null,
  'NAB score': null,
  'NAB F1': null,
} as const satisfies BenchRow;

function rowOf(detector: string, { aiops, nab }: KpiScores): BenchRow {
  return {
    ...blankRow,
    detector,
    'event F1': shown(aiops?.macro.f1),
    precision: shown(aiops?.macro.precision),
    recall: shown(aiops?.macro.recall),
    'false alarms/day': shown(aiops?.false_alarms_per_series_day.pooled),
    worst: shown(aiops?.false_alarms_per_series_day.worst_series),
    'recall at 0.5/day': shown(aiops?.score_sweep?.recall_at_fa_per_day['0.5']),
    'delay min': shown(aiops?.delay_min_all_detected?.median),
    'delay p90': shown(aiops?.delay_min_all_detected?.p90),
    'k7 F1': shown(aiops?.aiops2018_k7?.f1),
    'NAB score': shown(nab?.nab_score_onsets?.standard),
    'NAB F1': shown(nab?.macro.f1),
  };
}

function shown(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : rounded(value);
}

function goalsOf({ aiops, nab }: KpiScores): BenchGoal[] {
  const goals: BenchGoal[] = [];
  const atLeast = (name: string, value: number | null | undefined, least: number): void => {
    if (value !== null && value !== undefined)
      goals.push({ name, value: rounded(value), unit: '', goal: `≥ ${least}`, holds: value >= least });
  };
  const atMost = (name: string, value: number | null | undefined, unit: string, most: number): void => {
    if (value !== null && value !== undefined) goals.push(goalAtMost(name, rounded(value), unit, most));
  };
  atLeast('event F1, macro', aiops?.macro.f1, 0.7);
  atMost('false alarms, pooled', aiops?.false_alarms_per_series_day.pooled, 'per series-day', 0.2);
  atMost('false alarms, worst series', aiops?.false_alarms_per_series_day.worst_series, 'per day', 0.5);
  atLeast('recall at ≤ 0.5 false alarms a day', aiops?.score_sweep?.recall_at_fa_per_day['0.5'], 0.8);
  atMost('delay, median', aiops?.delay_min_all_detected?.median, 'min', 1);
  atMost('delay, p90', aiops?.delay_min_all_detected?.p90, 'min', 5);
  atLeast('k=7 F1', aiops?.aiops2018_k7?.f1, 0.7);
  atLeast('NAB standard score (onsets)', nab?.nab_score_onsets?.standard, 70);
  atLeast('NAB event F1', nab?.macro.f1, 0.6);
  return goals;
}

function folderOption(options: BenchOptions, name: string, file: string): string {
  const folder = options[name];
  if (folder === undefined || !existsSync(join(folder, file)))
    throw new Error(`--${name} takes a folder that holds ${file}${folder === undefined ? '' : `; ${folder} does not`}.`);
  return folder;
}
