import { seededRandom } from '../../src-main/demoCity/random/seededRandom';
import { benchResult, goalAtMost, median, rounded, wholeOption, type BenchOptions, type BenchResult } from '../benchResult';
import { openCrashRig, type CrashRig, type Life, type LifeReport } from './crashRig';

/** Lives that nobody ends, to know how long one lasts on this machine today. */
const measuredLives = 6;
const ways: readonly Life['then'][] = ['revert', 'release', 'reapply'];
const settlings: readonly Life['settleAs'][] = ['continue', 'revert', 'leave'];

/**
 * A console with its audit on the disk, real HAProxys and a real etcd, killed by SIGKILL at random times between the click and the end
 * of all that follows: three steps, then taken back, released in steps, or applied again where a machine forgot. The next console is
 * compared with what the servers have, settles as an operator might, and everything must be as it was before. Options: `--kills`
 * (500), `--seed` (1).
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const kills = wholeOption(options, 'kills', 500);
  const random = seededRandom(wholeOption(options, 'seed', 1));
  const oneOf = <Choice>(choices: readonly Choice[], otherwise: Choice): Choice =>
    choices[Math.floor(random.next() * choices.length)] ?? otherwise;
  const rig = await openCrashRig();
  const reports: LifeReport[] = [];
  try {
    const lifeMs = await lengthOfLife(rig);
    while (reports.length < kills) {
      const afterMs = random.next() * lifeMs;
      const life: Life = { then: oneOf(ways, 'revert'), settleAs: oneOf(settlings, 'continue'), kill: { afterMs } };
      const report = await rig.live(life);
      // One that was done before is none that was killed.
      if (!report.killed && report.violations.length === 0) continue;
      reports.push(report);
      for (const violation of report.violations)
        console.log(`violation after ${rounded(afterMs)} ms, ${life.then}, ${life.settleAs}: ${violation}`);
      if (reports.length % 50 === 0) console.log(`${reports.length} of ${kills}`);
    }
  } finally {
    await rig.close();
  }
  const found = [...new Set(reports.map((report) => report.found))].sort();
  const rows = found.map((state) =>
    row(
      state,
      reports.filter((report) => report.found === state),
    ),
  );
  const violations = reports.reduce((sum, report) => sum + report.violations.length, 0);
  return benchResult('crash', [...rows, row('all', reports)], [goalAtMost('violations in all kills', violations, '', 0)]);
}

async function lengthOfLife(rig: CrashRig): Promise<number> {
  const lasted: number[] = [];
  for (let i = 0; i < measuredLives; i++) {
    const life: Life = { then: ways[i % ways.length] ?? 'revert', settleAs: 'revert', kill: { point: 'never', times: 1 } };
    lasted.push((await rig.live(life)).lastedMs);
  }
  return median(lasted);
}

function row(state: string, reports: readonly LifeReport[]): Record<string, string | number> {
  return {
    'found after the kill': state,
    kills: reports.length,
    'median ms after the click': rounded(median(reports.map(({ lastedMs }) => lastedMs))),
    violations: reports.reduce((sum, { violations }) => sum + violations.length, 0),
  };
}
