import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupFailure } from './setupFailure.mjs';

export const backtestUsage = `npm run backtest -- [options]

  --workspace FILE       whose metrics and backends (the built-in Demo City)
  --from, --to           2026-11-24 (its midnight) or 2026-11-24T12:00, in the workspace's time zone (the last week)
  --metrics a,b          only these (all that are watched)
  --totals               not cut by dimensions, nodes and calls
  --detectors a,b        level,classicRule,threeSigma (all of them)
  --sensitivity 1,1.5    2 says twice as easily that something is wrong, 0.5 half as easily (1, as the console)
  --native               at each metric's own step, however long: slower
  --out FILE             every alarm, as .csv or .jsonl
  --marks FILE           such a .csv with true or false in its column mark: how each run does by that
  --help
`;

const text = { type: 'string' };
const flag = { type: 'boolean' };
const options = {
  workspace: text,
  from: text,
  to: text,
  metrics: text,
  totals: flag,
  detectors: text,
  sensitivity: text,
  native: flag,
  out: text,
  marks: text,
  help: flag,
};

/**
 * @param folder that relative paths count from
 * @throws {SetupFailure} a sentence about the option that is wrong
 */
export function parseBacktestOptions(words, folder = process.cwd()) {
  const values = parse(words);
  const path = (given) => (given === undefined ? null : resolve(folder, given));
  const out = path(values.out);
  if (out !== null && !/\.(csv|jsonl)$/i.test(out)) throw new SetupFailure(`--out writes .csv or .jsonl, not ${values.out}.`);
  const marks = path(values.marks);
  if (out !== null && out === marks) throw new SetupFailure('--out would write over the marks: give it another name.');
  return {
    help: values.help === true,
    workspace: path(values.workspace),
    from: values.from ?? null,
    to: values.to ?? null,
    metricIds: list(values.metrics),
    slices: values.totals !== true,
    detectors: values.detectors === undefined ? ['level', 'classicRule', 'threeSigma'] : list(values.detectors),
    sensitivities: values.sensitivity === undefined ? [1] : list(values.sensitivity).map(sensitivityOf),
    native: values.native === true,
    out,
    marks,
  };
}

function parse(words) {
  try {
    return parseArgs({ args: words, options, strict: true }).values;
  } catch (error) {
    throw new SetupFailure(`${error.message}\n\n${backtestUsage}`);
  }
}

function list(given) {
  return given === undefined
    ? []
    : given
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');
}

function sensitivityOf(word) {
  const number = Number(word);
  if (number >= 0.25 && number <= 4) return number;
  throw new SetupFailure(`--sensitivity is a number from 0.25 to 4, not "${word}".`);
}
