import type { Effect, Execution } from '../../../../../contract/protection';
import type { PlanSettings } from '../../../../../contract/protectionSettings';
import type { Result } from '../../../../../contract/result';
import type { Executions, ProtectionClock } from '../../parts';
import { isBeyond, type LiveTraffic } from '../traffic';
import { measureEffect, noiseMs, type MeasuredEffect } from './measureEffect';

export interface EffectDeskParts {
  readonly executions: Executions;
  readonly traffic: Pick<LiveTraffic, 'read' | 'curve'>;
  readonly clock: ProtectionClock;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

export interface EffectDesk {
  /** Follows executions from now on, also those that are being verified already. */
  begin(): void;
  /** What passed while the machine slept counts. */
  readonly woke: (sleptMs: number) => void;
  readonly close: () => void;
}

/** Data is new every few seconds at most. */
const everyMs = 3_000;
/** A single reading beyond a bound may be scatter. */
const harmfulReadings = 2;

/**
 * Two-sided rollback. An execution that is being verified is measured every few seconds: once it is better, it is in force; at the
 * deadline without that it is taken back as `noRecovery`. Where nothing could be measured by then nothing is guessed: it stays as it is
 * and says `unmeasured`, a person decides, and its lease still ends; data that comes late is judged as if it had come in time. Guards
 * against harm are looked at as long as it is in force: two fresh readings beyond the bound, of spans after the click, take it back.
 */
export function createEffectDesk({ executions, traffic, clock, log }: EffectDeskParts): EffectDesk {
  /** When its verification began, monotonic ms, by execution. */
  const verifying = new Map<string, number>();
  const harm = new Map<string, { readonly at: number; readonly count: number }>();
  const toldFailures = new Map<string, string>();
  let next: { readonly atMs: number; readonly callOff: () => void } | null = null;
  let endFollowing = (): void => undefined;
  let [ticking, closed] = [false, false];

  const isWatched = ({ phase }: Execution): boolean => phase === 'verifying' || phase === 'inForce' || phase === 'releasing';

  /** Sooner than what is due already, or not at all. */
  function schedule(ms: number): void {
    const atMs = clock.monotonicMs() + ms;
    if (closed || ticking || (next !== null && next.atMs <= atMs)) return;
    next?.callOff();
    next = { atMs, callOff: clock.after(ms, () => void tick()) };
  }

  async function tick(): Promise<void> {
    next = null;
    ticking = true;
    const watched = executions.all().filter(isWatched);
    forgetBut(new Set(watched.map(({ id }) => id)));
    await Promise.all(watched.map((execution) => look(execution)));
    ticking = false;
    const left = executions.all().filter(isWatched);
    if (left.length > 0) schedule(Math.min(everyMs, ...left.map(({ id }) => soonest(id))));
  }

  /** The deadline does not wait for the next look, but is not looked at twice a moment once it has passed. */
  function soonest(executionId: string): number {
    const leftMs = leftOf(executionId);
    return leftMs === null || leftMs <= 0 ? everyMs : leftMs;
  }

  function leftOf(executionId: string): number | null {
    const since = verifying.get(executionId);
    const within = executions.planOf(executionId)?.verify?.within;
    return since === undefined || within === undefined ? null : since + within - clock.monotonicMs();
  }

  async function look({ id, phase }: Execution): Promise<void> {
    const plan = executions.planOf(id);
    if (plan === undefined) return;
    if (phase === 'verifying') await verify(id, plan);
    await watchHarm(id, plan);
  }

  async function verify(id: string, { verify: wanted }: PlanSettings): Promise<void> {
    if (wanted === undefined) return executions.settleInForce(id);
    const execution = executions.find(id);
    if (execution === undefined) return;
    const { startedAt, phaseAt } = execution;
    if (!verifying.has(id)) verifying.set(id, clock.monotonicMs() - sinceRoom(phaseAt));
    const { metric, slice, better, by, within } = wanted;
    const curve = await traffic.curve(metric, slice, startedAt - noiseMs);
    // Somebody may have taken it back meanwhile.
    if (closed || executions.find(id)?.phase !== 'verifying') return;
    const leftMs = Math.max(0, leftOf(id) ?? 0);
    const measured = curve === null ? null : measureEffect(curve, { clickedAt: startedAt, writtenAt: phaseAt, better, by });
    const verdict = verdictNow(measured?.verdict ?? null, leftMs);
    const effect: Effect = {
      ...(measured ?? execution.effect ?? { ...nothingMeasured, from: phaseAt, to: phaseAt }),
      ...{ metricId: metric, slice, better, by, verdict, left: { leftMs, ofMs: within } },
    };
    executions.tellEffect(id, effect);
    if (verdict === 'better') executions.settleInForce(id);
    else if (leftMs === 0 && verdict !== 'unmeasured')
      await takeBack(id, executions.revert(id, 'noRecovery', sayNoRecovery(effect, within), { kind: 'console' }));
  }

  async function watchHarm(id: string, { unlessHarm }: PlanSettings): Promise<void> {
    for (const [i, guard] of unlessHarm.entries()) {
      const { value, at, unit } = await traffic.read(guard);
      const execution = executions.find(id);
      if (closed || execution === undefined || !isWatched(execution)) return;
      const key = `${id} ${i}`;
      const before = harm.get(key);
      // A span that began before the click speaks of what the click is to mend.
      if (at === null || at - guard.over < execution.startedAt || !isBeyond(guard.is, value)) harm.delete(key);
      else if (before === undefined || at > before.at) harm.set(key, { at, count: (before?.count ?? 0) + 1 });
      if ((harm.get(key)?.count ?? 0) < harmfulReadings) continue;
      const why = `It does harm: "${guard.name.en}" · ${guard.name.zh} is ${Number(value?.toPrecision(3))}${unit}, twice in a row.`;
      await takeBack(id, executions.revert(id, 'harm', why, { kind: 'console' }));
      return;
    }
  }

  /** What cannot be taken back now is tried again at the next look. */
  async function takeBack(id: string, reverting: Promise<Result<void>>): Promise<void> {
    const result = await reverting;
    const failure = result.ok ? '' : result.refusal.message;
    if (failure !== '' && toldFailures.get(id) !== failure) log('warn', `${id} was not taken back: ${failure}`);
    toldFailures.set(id, failure);
  }

  /** How long ago that is, ms of this console. */
  function sinceRoom(at: number): number {
    return Math.max(0, ((clock.roomNow() ?? at) - at) / clock.roomRate());
  }

  function forgetBut(kept: ReadonlySet<string>): void {
    for (const id of verifying.keys()) if (executions.find(id)?.phase !== 'verifying') verifying.delete(id);
    for (const key of harm.keys()) if (!kept.has(key.slice(0, key.lastIndexOf(' ')))) harm.delete(key);
    for (const id of toldFailures.keys()) if (!kept.has(id)) toldFailures.delete(id);
  }

  return {
    begin: () => {
      endFollowing();
      endFollowing = executions.onChange((execution) => {
        if (!ticking && execution.phase === 'verifying' && !verifying.has(execution.id)) schedule(0);
        else if (!ticking && execution.phase === 'inForce' && executions.planOf(execution.id)?.unlessHarm.length !== 0)
          schedule(everyMs);
      });
      schedule(0);
    },
    woke: (sleptMs) => {
      for (const [id, since] of verifying) verifying.set(id, since - sleptMs);
      schedule(0);
    },
    close: () => {
      closed = true;
      endFollowing();
      next?.callOff();
    },
  };
}

const nothingMeasured: Omit<MeasuredEffect, 'verdict' | 'from' | 'to'> = {
  ...{ before: null, after: null, without: null, change: null, low: null, high: null, share: null },
};

/** Before the deadline `same` is only not better yet; after it, too little data is none. */
function verdictNow(measured: Effect['verdict'] | null, leftMs: number): Effect['verdict'] {
  if (measured === null) return 'unmeasured';
  if (measured === 'same' && leftMs > 0) return 'waiting';
  return measured === 'waiting' && leftMs <= 0 ? 'unmeasured' : measured;
}

function sayNoRecovery({ metricId, share, without, low, high }: Effect, withinMs: number): string {
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const of =
    without === null || without === 0 || low === null || high === null ? null : { low: low / without, high: high / without };
  const measured =
    share === null || of === null ? '' : ` (${percent(share)}, 95 % interval ${percent(of.low)} to ${percent(of.high)})`;
  return `${metricId} did not recover measurably within ${withinMs / 1_000} s${measured}.`;
}
