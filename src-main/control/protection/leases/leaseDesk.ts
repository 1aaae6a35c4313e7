import type { Execution, Lease } from '../../../../contract/protection';
import type { PlanSettings } from '../../../../contract/protectionSettings';
import type { Actor, Executions, ProtectionClock } from '../parts';
import type { LiveTraffic } from '../watching/traffic';
import { measureRelapse } from './measureRelapse';

export interface LeaseDeskParts {
  readonly executions: Executions;
  readonly traffic: Pick<LiveTraffic, 'curve'>;
  readonly clock: ProtectionClock;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

export interface LeaseDesk {
  /** Leases that are there already are told, and those that ended while the console was away are told as overdue. */
  begin(): void;
  /** What passed while the machine slept counts: what ended meanwhile is released now. */
  readonly woke: (sleptMs: number) => void;
  readonly close: () => void;
}

interface Held {
  /** Monotonic ms. */
  endsMs: number;
  ofMs: number;
  renewals: number;
  share: number;
  overdue: boolean;
  /** The next step of a release that is going on; null while none is. */
  nextMs: number | null;
  /** Room time of the newest step of it. */
  steppedAt: number;
  /** After that step it fell, and the release stopped: not taken further before it is as it was. */
  relapsed: boolean;
  /** A look or a step is under way: the next is planned when it is over. */
  acting: boolean;
  callOff: () => void;
}

/** How often a release is looked at for a relapse; and a lease for its end, because timers of Node end at once beyond 24 days. */
const [watchEveryMs, lookEveryMs] = [5_000, 3_600_000];
/** Whether something is still down is said of this long, room ms: not of what it was in between. */
const stillDownMs = 120_000;
/** A step that was refused is tried again after this long. */
const againMs = 10_000;

const byItself: Actor = { kind: 'console' };

/**
 * What holds protections in force, and lets go of them. A lease runs on this console's monotonic clock. When it ends, what it holds is
 * released in the plan's shares, one every `releaseEvery`. Each step is watched: when what the plan was verified by falls again, beyond
 * its interval and by as much as the plan wanted to win, the release stops where it is and the lease begins anew. So a person has that
 * long to decide, and nothing is in force without an end; at that end it goes on only if it is not down any more. What cannot be
 * measured does not stop a release: the lease is the promise, and taking back is never blocked by a backend that is down.
 *
 * After a restart, nothing is sent by itself for a lease that ended meanwhile, or for a release that was under way: it is told as
 * overdue, and a person releases, takes back or renews.
 */
export function createLeaseDesk({ executions, traffic, clock, log }: LeaseDeskParts): LeaseDesk {
  const held = new Map<string, Held>();
  let endFollowing = (): void => undefined;
  let [telling, began, closed] = [false, false, false];

  /** It may let go by itself; in other phases a person or another act decides. */
  const mayRelease = ({ phase }: Execution): boolean => phase === 'verifying' || phase === 'inForce' || phase === 'releasing';

  function follow(execution: Execution, atStart: boolean): void {
    if (telling || closed) return;
    const { id, lease, phase } = execution;
    const known = held.get(id);
    if (lease === null || phase === 'released' || phase === 'reverted') {
      known?.callOff();
      held.delete(id);
      return;
    }
    const its = known ?? beginHolding(execution, lease, atStart);
    if (lease.renewals !== its.renewals) renewed(its, lease);
    else if (known !== undefined && lease.share < its.share) stepped(its, executions.planOf(id));
    its.share = Math.min(its.share, lease.share);
    schedule(execution, its);
    tell(id, its);
  }

  function beginHolding({ id, phase }: Execution, { left, renewals, share }: Lease, atStart: boolean): Held {
    const overdue = atStart && (left.leftMs <= 0 || phase === 'releasing');
    const its: Held = {
      ...{ endsMs: clock.monotonicMs() + left.leftMs, ofMs: left.ofMs, renewals, share, overdue },
      ...{ nextMs: null, steppedAt: 0, relapsed: false, acting: false, callOff: () => undefined },
    };
    held.set(id, its);
    if (overdue)
      log('warn', `${id} is overdue: its lease ended while the console was away. Release it, take it back, or renew it.`);
    return its;
  }

  function renewed(its: Held, { left, renewals }: Lease): void {
    its.endsMs = clock.monotonicMs() + left.leftMs;
    [its.ofMs, its.renewals, its.overdue, its.nextMs] = [left.ofMs, renewals, false, null];
  }

  /** A release that a person began goes on in the plan's shares like one that began by itself. */
  function stepped(its: Held, plan: PlanSettings | undefined): void {
    its.nextMs = clock.monotonicMs() + (plan?.releaseEvery ?? 0);
    [its.steppedAt, its.relapsed, its.overdue] = [clock.roomNow() ?? 0, false, false];
  }

  function schedule(execution: Execution, its: Held): void {
    its.callOff();
    if (its.overdue || its.acting || closed || !mayRelease(execution)) return;
    const { id } = execution;
    const leftMs = (its.nextMs ?? its.endsMs) - clock.monotonicMs();
    const watchMs = its.nextMs === null ? lookEveryMs : watchEveryMs;
    its.callOff = clock.after(Math.max(0, Math.min(leftMs, watchMs)), () => void act(id, its));
  }

  async function act(id: string, its: Held): Promise<void> {
    const plan = executions.planOf(id);
    if (plan === undefined) return;
    its.acting = true;
    await lookAndStep(id, its, plan);
    its.acting = false;
    const execution = executions.find(id);
    if (execution !== undefined && held.get(id) === its) schedule(execution, its);
  }

  /** Looks for a relapse, and takes the next step where it is due. */
  async function lookAndStep(id: string, its: Held, plan: PlanSettings): Promise<void> {
    if ((its.nextMs !== null || its.relapsed) && (await relapsed(id, its, plan))) return;
    const execution = executions.find(id);
    // Taken back, renewed or released by somebody meanwhile: whatever it was has been followed.
    if (closed || execution === undefined || held.get(id) !== its || !mayRelease(execution)) return;
    if ((its.nextMs ?? its.endsMs) <= clock.monotonicMs()) await step(execution, its, plan);
  }

  async function step({ id, cause, phase }: Execution, its: Held, plan: PlanSettings): Promise<void> {
    const released = 1 - its.share;
    const share = plan.release.find((each) => each > released + 1e-9) ?? 1;
    const result = await executions.release(
      id,
      share,
      phase === 'releasing' && cause === 'person' ? 'person' : 'expired',
      byItself,
    );
    const after = executions.find(id);
    if (closed || after === undefined || held.get(id) !== its) return;
    // Also where nothing was left to release at this share: the same step is not taken twice.
    if (result.ok && its.share > 1 - share) {
      its.share = 1 - share;
      stepped(its, plan);
      tell(id, its);
    }
    if (result.ok) return;
    log('warn', `${id} was not released to ${share * 100} %: ${result.refusal.message}`);
    its.nextMs = clock.monotonicMs() + againMs;
    tell(id, its);
  }

  /** Whether it fell since the newest step, or is still down since; then it stays as it is. */
  async function relapsed(id: string, its: Held, plan: PlanSettings): Promise<boolean> {
    const before = executions.find(id);
    if (before === undefined) return true;
    const { steppedAt, renewals } = its;
    const since = its.relapsed ? Math.max(steppedAt, (clock.roomNow() ?? 0) - stillDownMs) : steppedAt;
    const effect = await measureRelapse(plan, before, { steppedAt, since }, { traffic, clock });
    const execution = executions.find(id);
    const isSame = its.steppedAt === steppedAt && its.renewals === renewals && held.get(id) === its;
    if (effect === null || closed || !isSame || execution?.phase !== 'releasing') return false;
    log('warn', `${id}: ${effect.metricId} is down since a step of its release; it stays as it is under a new lease.`);
    its.relapsed = true;
    executions.tellEffect(id, effect);
    const result = await executions.renew(id, plan.lease, byItself);
    if (!result.ok) log('warn', `${id}: ${result.refusal.message}`);
    return true;
  }

  function tell(id: string, its: Held): void {
    const nowMs = clock.monotonicMs();
    const leftMs = Math.max(0, its.endsMs - nowMs);
    const every = executions.planOf(id)?.releaseEvery ?? 0;
    const next = its.nextMs === null ? null : { leftMs: Math.max(0, its.nextMs - nowMs), ofMs: every };
    const endsAt = Math.round((clock.roomNow() ?? clock.wallMs()) + leftMs * clock.roomRate());
    telling = true;
    executions.tellLease(id, { endsAt, left: { leftMs, ofMs: its.ofMs }, overdue: its.overdue, next });
    telling = false;
  }

  return {
    begin: () => {
      if (began) return;
      began = true;
      endFollowing = executions.onChange((execution) => follow(execution, false));
      for (const execution of executions.all()) follow(execution, true);
    },
    woke: (sleptMs) => {
      for (const its of held.values()) its.endsMs -= sleptMs;
      for (const execution of executions.all()) follow(execution, false);
    },
    close: () => {
      closed = true;
      endFollowing();
      for (const { callOff } of held.values()) callOff();
    },
  };
}
