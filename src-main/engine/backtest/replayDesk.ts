import { randomUUID } from 'node:crypto';
import { backtestAlarmsMax, backtestDaysMax, type BacktestReport, type BacktestRequest } from '../../../contract/detection';
import { BackendFailure } from '../backends/backend';
import type { Timers } from '../timers';
import { replay, type Replayed, type ReplayProgress } from './replay';
import { planReplay, type ReplayPlan } from './replayPlan';
import type { ReplaySource } from './replaySource';

const dayMs = 86_400_000;
/** Progress is told this often at most: it is drawn as a bar. */
const tellEveryMs = 500;

/** One replay at a time, and what is told of it. */
export interface ReplayDesk {
  /** Begins one in place of one that runs. @throws BackendFailure with what to ask instead */
  start(request: BacktestRequest, source: ReplaySource): { readonly id: string };
  /** Stops it when it still runs; its last report says so. */
  cancel(id: string): void;
  /** Stops whatever runs: the workspace goes. */
  close(): void;
}

export function createReplayDesk(post: (report: BacktestReport) => void, timers: Timers): ReplayDesk {
  let current: { readonly id: string; readonly abort: AbortController } | null = null;

  async function run(id: string, request: BacktestRequest, plan: ReplayPlan, source: ReplaySource): Promise<void> {
    const abort = new AbortController();
    current?.abort.abort();
    current = { id, abort };
    const startedMono = timers.monoNow();
    let report: BacktestReport = {
      id,
      request,
      phase: 'reading',
      progress: 0,
      reason: null,
      stepMs: plan.stepMs,
      series: plan.seriesCount,
      unread: 0,
      points: 0,
      timesRealTime: null,
      runs: [],
    };
    post(report);
    let toldMono = startedMono;
    const onProgress = ({ reading, share, points, unread }: ReplayProgress): void => {
      if (timers.monoNow() - toldMono < tellEveryMs || abort.signal.aborted) return;
      toldMono = timers.monoNow();
      report = { ...report, phase: reading ? 'reading' : 'replaying', progress: share, points, unread };
      post(report);
    };
    const options = { request, plan, source, timers, signal: abort.signal, alarmsMax: backtestAlarmsMax, onProgress };
    const replayed = await replay(options);
    if (current?.id === id) current = null;
    const tookMs = timers.monoNow() - startedMono;
    post({ ...report, ...ending(plan, replayed, abort.signal.aborted, (request.to - request.from) / Math.max(1, tookMs)) });
  }

  return {
    start(request, source) {
      const plan = planReplay(request, source.workspace);
      const refusal = refusalOf(request, plan);
      if (refusal !== null) throw new BackendFailure('bad-query', refusal);
      const id = randomUUID();
      void run(id, request, plan, source);
      return { id };
    },
    cancel(id) {
      if (current?.id === id) current.abort.abort();
    },
    close() {
      current?.abort.abort();
      current = null;
    },
  };
}

/** Why a request cannot be replayed, as a sentence; null when it can. */
export function refusalOf({ from, to, metricIds }: BacktestRequest, plan: ReplayPlan): string | null {
  if (to <= from) return 'The replay ends before it begins: choose a later end.';
  if (to - from > backtestDaysMax * dayMs) return `A replay is ${backtestDaysMax} days long at most: choose a shorter time.`;
  if (plan.seriesCount > 0) return null;
  return metricIds.length === 0
    ? 'Nothing is watched in this workspace: let a metric be watched.'
    : `None of these metrics is watched in this workspace: ${metricIds.join(', ')}.`;
}

function ending(
  plan: ReplayPlan,
  { points, unread, runs }: Replayed,
  cancelled: boolean,
  timesRealTime: number,
): Partial<BacktestReport> {
  const facts = { unread: unread.length, points, runs, reason: sentenceOf(plan, { points, unread, runs }) };
  if (cancelled) return { ...facts, phase: 'cancelled', timesRealTime: null };
  if (unread.length === plan.seriesCount) return { ...facts, phase: 'failed', progress: 1, timesRealTime: null };
  return { ...facts, phase: 'done', progress: 1, timesRealTime };
}

/** What of the plan was not replayed, and why; null when all of it was. */
export function sentenceOf(plan: ReplayPlan, { unread }: Replayed): string | null {
  const sentences: string[] = [];
  const [first] = unread;
  if (first !== undefined && unread.length === plan.seriesCount) sentences.push(`Nothing could be replayed: ${first.reason}`);
  else if (first !== undefined)
    sentences.push(
      `${unread.length} of ${plan.seriesCount} series could not be replayed, ${first.series.metricId} for one: ${first.reason}`,
    );
  if (plan.leftOut > 0) sentences.push(`${plan.leftOut} more series are watched than one replay takes: choose metrics.`);
  return sentences.length === 0 ? null : sentences.map((sentence) => sentence.replace(/\.?$/, '.')).join(' ');
}
