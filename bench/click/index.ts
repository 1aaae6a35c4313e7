import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchResult, goalAtMost, median, quantile, rounded, wholeOption, type BenchRow, type BenchRun } from '../benchResult';
import { startHaproxies, usualWeight } from './fiftyHaproxies';
import { openOurClick, protectedWeight } from './ourClick';
import { shellLoop } from './shellLoop';

/** The first ones pay for compiling and for cold sockets, ours and theirs. */
const warmUps = 3;

/**
 * `npm run bench -- click [--instances 50] [--repetitions 100]`: from the end of a click, after hold and undo, until all HAProxies have the
 * weight and said so, by the desk with its fsynced audit; beside a shell loop with socat on the same ones, in turns.
 */
export const run: BenchRun = async (options) => {
  const count = wholeOption(options, 'instances', 50);
  const repetitions = wholeOption(options, 'repetitions', 100);
  const home = mkdtempSync(join(tmpdir(), 'highnoon-click-'));
  const servers = await startHaproxies(count);
  const ours = openOurClick(servers.instances, join(home, 'audit.jsonl'));
  const took = {
    click: [] as number[],
    audit: [] as number[],
    back: [] as number[],
    loop: [] as number[],
    atOnce: [] as number[],
  };
  let records = 0;
  try {
    for (let i = 0; i < warmUps + repetitions; i++) {
      const click = await ours.click();
      const back = await ours.takeBack();
      const loop = await shellLoop('oneByOne', servers.sockets, protectedWeight);
      const atOnce = await shellLoop('allAtOnce', servers.sockets, usualWeight);
      if (i < warmUps) continue;
      records = click.records;
      took.click.push(click.tookMs);
      took.audit.push(click.auditMs);
      took.back.push(back);
      took.loop.push(loop);
      took.atOnce.push(atOnce);
    }
  } finally {
    await ours.close();
    await servers.close();
    rmSync(home, { recursive: true, force: true });
  }
  const base = median(took.click);
  const row = (way: string, values: readonly number[]): BenchRow => ({
    way,
    'p50 ms': rounded(median(values)),
    'p99 ms': rounded(quantile(values, 0.99)),
    '÷ our p50': rounded(median(values) / base),
  });
  return benchResult(
    `click: ${count} HAProxy processes, ${repetitions} times each, in turns`,
    [
      row('Highnoon: click ended → written and read back', took.click),
      row(`of it: ${records} audit records, fsynced`, took.audit),
      row('Highnoon: taken back → read back', took.back),
      row('shell loop with socat, one after the other', took.loop),
      row('shell with socat, all at once', took.atOnce),
    ],
    [goalAtMost('our p50 ÷ p50 of the shell loop', rounded(base / median(took.loop)), '', 1)],
  );
};
