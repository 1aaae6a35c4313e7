#!/usr/bin/env node
/**
 * `npm run backtest`: replays history through detectors and prints what would have fired. The same code as the console's
 * replay window, without a console; docs/backtest.md.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { askSecrets } from './setup/askSecrets.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { backtestUsage, parseBacktestOptions } from './setup/parseBacktestOptions.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';
import { startOwnCity } from './setup/startOwnCity.mjs';

const weekMs = 7 * 86_400_000;
/** Enough for a replay that says far too much; more is counted. */
const alarmsKeptMax = 20_000;
/** Marks somebody made by hand. */
const marksBytesMax = 16_777_216;

await runScript(backtest);

async function backtest() {
  const options = parseBacktestOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    process.stdout.write(backtestUsage);
    return 0;
  }
  requireNode();
  await installPackages();
  const { register } = await import('tsx/esm/api');
  register();
  const workspace = await readWorkspaceFile(options.workspace ?? join(projectRoot, 'assets', 'workspaces', 'demo-city.yaml'));
  const marks = options.marks === null ? null : await readMarksFile(options.marks);
  const runs = await runsOf(options);
  const past = await openPastOf(workspace, options.workspace);
  try {
    const request = await requestOf(options, runs, workspace, past);
    const told = await replayTold(request, workspace, past, options.native);
    await print(told, workspace, options.out, marks);
    return told.failed ? 1 : 0;
  } finally {
    await past.close();
  }
}

async function readWorkspaceFile(path) {
  const { readWorkspace, describeRefusal, workspaceBytesMax } =
    await import('../src-main/control/workspaceFile/workspaceFile.ts');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > workspaceBytesMax) throw new SetupFailure(`${path} is no file of at most 1 MB.`);
  const reading = readWorkspace(readFileSync(path, 'utf8'), path);
  if (!reading.ok) throw new SetupFailure(reading.refusals.map(describeRefusal).join('\n'));
  return reading.workspace;
}

async function readMarksFile(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > marksBytesMax) throw new SetupFailure(`${path} is no file of at most 16 MB.`);
  const { csvParse } = await import('d3');
  const { readMarks } = await import('../src-main/engine/backtest/marks.ts');
  const rows = csvParse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  const reading = readMarks(rows, rows.columns);
  if (!reading.ok) throw new SetupFailure(`${path}: ${reading.sentence}.`);
  return reading.marks;
}

async function runsOf({ detectors, sensitivities }) {
  const { backtestRequestSchema, detectorNames } = await import('../contract/detection.ts');
  const unknown = detectors.find((detector) => !detectorNames.includes(detector));
  if (unknown !== undefined) throw new SetupFailure(`--detectors are ${detectorNames.join(', ')}, not "${unknown}".`);
  const runs = detectors.flatMap((detector) => sensitivities.map((sensitivity) => ({ detector, sensitivity })));
  if (backtestRequestSchema.shape.runs.safeParse(runs).success) return runs;
  throw new SetupFailure(`One to four runs at a time, not ${runs.length}: name other --detectors or --sensitivity values.`);
}

/** The workspace's backends, Demo City among them when it is embedded. */
async function openPastOf(workspace, path) {
  const { secretSlotsOf } = await import('../contract/backendSettings.ts');
  const { backendIdOf } = await import('../contract/workspace.ts');
  const { openPast } = await import('../src-main/engine/backtest/openPast.ts');
  const { systemTimers } = await import('../src-main/engine/timers.ts');
  const used = [...new Set(Object.keys(workspace.metrics).map((id) => backendIdOf(workspace, id)))];
  const slots = used.flatMap((id) => secretSlotsOf(id, workspace.backends[id]));
  const secrets = await askSecrets([...new Map(slots.map((slot) => [slot.id, slot])).values()]);
  const city = used.some((id) => workspace.backends[id].url === 'embedded') ? await startOwnCity() : null;
  const past = await openPast(workspace, {
    demoCityUrl: city?.url ?? null,
    secrets,
    folder: path === null ? null : dirname(path),
    timers: systemTimers,
  });
  return {
    ...past,
    close: async () => {
      past.close();
      await city?.close();
    },
  };
}

async function requestOf(options, runs, workspace, past) {
  const { backtestRequestSchema } = await import('../contract/detection.ts');
  const { localMoment, localText } = await import('../src-main/engine/backtest/reportRows.ts');
  if (past.seenTo === null) throw new SetupFailure([...past.failures.values()].map(({ message }) => message).join('\n'));
  for (const { message } of past.failures.values()) process.stderr.write(`${message}\n`);
  const moment = (name, otherwise) => {
    if (options[name] === null) return otherwise;
    const at = localMoment(options[name], workspace.timeZone);
    if (at === null)
      throw new SetupFailure(`--${name} is a date such as 2026-11-24 or 2026-11-24T12:00, not "${options[name]}".`);
    return at;
  };
  const to = Math.min(moment('to', past.seenTo), past.seenTo);
  const from = moment('from', to - weekMs);
  if (from >= past.seenTo)
    throw new SetupFailure(
      `Nothing is known yet after ${localText(past.seenTo, workspace.timeZone)} (${workspace.timeZone}): choose an earlier --from.`,
    );
  const { metricIds, slices } = options;
  const read = backtestRequestSchema.safeParse({ from: Math.floor(from), to: Math.floor(to), metricIds, slices, runs });
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0];
  throw new SetupFailure(`${path.join('.')}: ${message}\n\n${backtestUsage}`);
}

/** Runs it, with a line about how far it is. */
async function replayTold(request, workspace, past, native) {
  const { replay } = await import('../src-main/engine/backtest/replay.ts');
  const { planReplay, planLimits } = await import('../src-main/engine/backtest/replayPlan.ts');
  const { refusalOf, sentenceOf } = await import('../src-main/engine/backtest/replayDesk.ts');
  const { systemTimers } = await import('../src-main/engine/timers.ts');
  const plan = planReplay(request, workspace, native ? { ...planLimits, bucketsMax: Number.POSITIVE_INFINITY } : planLimits);
  const refusal = refusalOf(request, plan);
  if (refusal !== null) throw new SetupFailure(refusal);
  const startedMono = performance.now();
  const said = sayProgress(plan.seriesCount);
  const { points, unread, runs } = await replay({
    request,
    plan,
    source: past,
    timers: systemTimers,
    signal: new AbortController().signal,
    alarmsMax: alarmsKeptMax,
    onProgress: said.progress,
  });
  said.end();
  const { from, to } = request;
  return {
    from,
    to,
    timeZone: workspace.timeZone,
    stepMs: plan.stepMs,
    series: plan.seriesCount - unread.length,
    points,
    tookMs: performance.now() - startedMono,
    runs,
    left: sentenceOf(plan, { points, unread, runs }),
    failed: unread.length === plan.seriesCount,
  };
}

/** On a terminal a line that is written over; else one line each fifth. */
function sayProgress(series) {
  let told = -1;
  const terminal = process.stderr.isTTY === true;
  return {
    progress: ({ share }) => {
      const percent = Math.floor(share * 100);
      if (percent < (terminal ? told + 1 : told + 20)) return;
      told = percent;
      process.stderr.write(`${terminal ? '\r' : ''}${percent} % of ${series} series${terminal ? '' : '\n'}`);
    },
    end: () => process.stderr.write(terminal ? '\r\x1b[K' : ''),
  };
}

async function print(told, workspace, out, marks) {
  const { sayReplay, sayVerdicts } = await import('../src-main/engine/backtest/sayReplay.ts');
  const { judgeRuns } = await import('../src-main/engine/backtest/marks.ts');
  if (told.failed) {
    process.stderr.write(`${told.left}\n`);
    return;
  }
  process.stdout.write(`${sayReplay(told)}\n`);
  if (marks !== null) process.stdout.write(`\n${sayVerdicts(judgeRuns(told.runs, marks))}\n`);
  if (out === null) return;
  writeFileSync(out, await reportText(told, workspace.timeZone, /\.csv$/i.test(out), marks ?? []));
  process.stdout.write(
    `\n${out} is written.${/\.csv$/i.test(out) ? ' Mark true or false in its column mark, then: npm run backtest -- … --marks FILE' : ''}\n`,
  );
}

async function reportText(told, timeZone, csv, marks) {
  const { reportRows } = await import('../src-main/engine/backtest/reportRows.ts');
  const verdicts = new Map(marks.map(({ alarmId, verdict }) => [alarmId, verdict]));
  const rows = reportRows(told.runs, timeZone).map((row) => ({ ...row, mark: verdicts.get(row.id) ?? '' }));
  if (!csv) return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const { csvFormat } = await import('d3');
  const columns = Object.keys(rows[0] ?? { id: '', mark: '' });
  return `${csvFormat(rows, columns)}\n`;
}
