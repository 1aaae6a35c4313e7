import type { Execution, ExecutionPhase, ExecutionStep, ExecutionWrite, Lease } from '../../../../contract/protection';
import type { PlanSettings } from '../../../../contract/protectionSettings';
import type { Answer, AuditRecord, Direction, FurtherRecord, KeptSwitch, RecordOf, SendingWrite } from './records';
import { mayBeInForce, stateAfterRead } from './writeStates';

/** An execution as its records tell it. */
export interface KeptExecution {
  readonly view: Execution;
  readonly plan: PlanSettings;
  readonly switches: Readonly<Record<string, KeptSwitch>>;
  /** What was sent and not read back yet; `answers` null until they are in. */
  readonly open: OpenSend | null;
  /** How often something was sent: numbers the sends. */
  readonly sends: number;
  /** Where the target lets go by itself unless it is renewed there. */
  readonly expiring: readonly Place[];
  /** This console's clock; null without a lease. */
  readonly leaseEndsWall: number | null;
  /** What it was doing when the console fell; null when it did not, or that is settled. */
  readonly fellIn: ExecutionPhase | null;
}
export interface OpenSend {
  readonly sendId: string;
  readonly direction: Direction;
  readonly share: number | null;
  readonly writes: readonly SendingWrite[];
  readonly answers: readonly Answer[] | null;
}

export type Place = Pick<SendingWrite, 'switchId' | 'instance' | 'stepId'>;
export const placeOf = ({ switchId, instance }: Pick<Place, 'switchId' | 'instance'>): string => `${switchId} ${instance}`;

export function beginExecution(record: RecordOf<'asked'>): KeptExecution {
  const { sheet, plan, switches, executionId, commandId } = record;
  const at = record.at ?? record.wall;
  return {
    view: {
      id: executionId,
      commandId,
      planKey: sheet.planKey,
      version: sheet.version,
      name: sheet.name,
      incidentId: sheet.incidentId,
      reason: sheet.reason,
      by: record.by,
      approvedBy: sheet.approval?.by ?? null,
      breakGlass: sheet.breakGlass?.reason ?? null,
      startedAt: at,
      phase: 'running',
      phaseAt: at,
      cause: null,
      why: null,
      steps: sheet.steps.map(({ id, name }) => ({ id, name, state: 'due', why: null })),
      writes: sheet.writes.map((write) => ({
        ...write,
        state: write.failure === null ? 'due' : 'left',
        now: undefined,
        says: write.failure,
      })),
      perMinute: sheet.blast?.perMinute ?? null,
      lease: null,
      effect: null,
      tookMs: null,
    },
    plan,
    switches,
    open: null,
    sends: 0,
    expiring: [],
    leaseEndsWall: null,
    fellIn: null,
  };
}

/** The same execution after one more of its records; pure. */
export function followExecution(kept: KeptExecution, record: FurtherRecord): KeptExecution {
  switch (record.kind) {
    case 'sending':
      return followSending(kept, record);
    case 'answered':
      if (kept.open?.sendId !== record.sendId) return kept;
      return {
        ...withWrites(kept, record.answers, (write, answer) => ({ ...write, says: answer.says })),
        open: { ...kept.open, answers: record.answers },
      };
    case 'readBack':
      return followReadBack(kept, record);
    case 'step':
      return withView(kept, { steps: withStep(kept.view.steps, record.stepId, { state: record.state, why: record.why }) });
    case 'phase':
      return followPhase(kept, record);
    case 'renewed':
      return withLease(kept, record.leaseMs, record, (kept.view.lease?.renewals ?? 0) + 1);
    case 'effect':
      return withView(kept, { effect: record.effect });
    case 'guard':
      return kept;
  }
}

function followSending(kept: KeptExecution, record: RecordOf<'sending'>): KeptExecution {
  const { sendId, direction, share, writes } = record;
  const forward = direction === 'forward' || direction === 'continue';
  const sent = writes.filter(({ request }) => request !== '');
  const marked = forward ? withWrites(kept, sent, (write, { request }) => ({ ...write, request, state: 'sent' })) : kept;
  const running = writes.reduce((steps, { stepId }) => withStep(steps, stepId, { state: 'running', why: null }), kept.view.steps);
  return {
    ...withView(marked, forward ? { steps: running } : {}),
    open: { sendId, direction, share, writes, answers: null },
    sends: kept.sends + 1,
  };
}

function followReadBack(kept: KeptExecution, record: RecordOf<'readBack'>): KeptExecution {
  const { open } = kept;
  if (open?.sendId !== record.sendId) return kept;
  const sentAt = new Map(open.writes.map((write) => [keyOf(write), write]));
  const answerAt = new Map(open.answers?.map((answer) => [keyOf(answer), answer]));
  const followed = withWrites(kept, record.read, (write, read) => {
    const answer = answerAt.get(keyOf(read));
    const sent = sentAt.get(keyOf(read));
    const lost = open.direction === 'reapply' && sent === undefined;
    return {
      ...write,
      state: lost ? write.state : stateAfterRead(open.direction, sent, answer, read),
      // Null is a value: nothing is set there.
      now: read.value === undefined ? write.now : read.value,
      says: read.failure ?? answer?.says ?? write.says,
    };
  });
  const { lease } = followed.view;
  const share = open.direction === 'release' && open.share !== null ? 1 - open.share : lease?.share;
  const gone = new Set(record.read.filter((read) => sentAt.get(keyOf(read))?.layer === null).map(placeOf));
  const expiring = [
    ...kept.expiring.filter((place) => !gone.has(placeOf(place))),
    ...open.writes.filter(({ expires, layer }) => expires && layer !== null),
  ].filter((place, i, all) => all.findIndex((other) => placeOf(other) === placeOf(place)) === i);
  return {
    ...followed,
    view: {
      ...followed.view,
      writes: earlierBack(followed.view.writes),
      lease: lease === null ? null : { ...lease, share: share ?? lease.share, expiresThere: expiring.length > 0 },
    },
    expiring: expiring.map(({ switchId, instance, stepId }) => ({ switchId, instance, stepId })),
    open: null,
  };
}

function followPhase(kept: KeptExecution, record: RecordOf<'phase'>): KeptExecution {
  const { phase, cause, why, leaseMs, tookMs } = record;
  const fellIn = phase === 'unclear' ? (kept.view.phase === 'unclear' ? kept.fellIn : kept.view.phase) : null;
  const ended = phase === 'reverted' || phase === 'released';
  const lease = ended ? null : kept.view.lease;
  const next: KeptExecution = {
    ...withView(kept, {
      phase,
      phaseAt: record.at ?? record.wall,
      // What is to stay has nothing that ends it.
      cause: phase === 'running' || phase === 'inForce' ? null : (cause ?? kept.view.cause),
      why,
      tookMs: tookMs ?? kept.view.tookMs,
      lease,
    }),
    fellIn,
    leaseEndsWall: ended ? null : kept.leaseEndsWall,
    open: ended || phase === 'stuck' ? null : kept.open,
  };
  return leaseMs === null ? next : withLease(next, leaseMs, record, 0);
}

function withLease(kept: KeptExecution, leaseMs: number, record: AuditRecord, renewals: number): KeptExecution {
  const { lease } = kept.view;
  const begun: Lease = {
    owner: lease?.owner ?? kept.view.by,
    endsAt: (record.at ?? record.wall) + leaseMs,
    left: { leftMs: leaseMs, ofMs: leaseMs },
    overdue: false,
    share: lease?.share ?? 1,
    release: kept.plan.release,
    next: null,
    expiresThere: kept.expiring.length > 0,
    renewals,
  };
  return { ...withView(kept, { lease: begun }), leaseEndsWall: record.wall + leaseMs };
}

/** What is taken back is said of the last step that set it, and counts for the earlier ones too. */
function earlierBack(writes: readonly ExecutionWrite[]): readonly ExecutionWrite[] {
  const back = new Set(writes.filter(({ state }) => state === 'back').map(placeOf));
  return writes.map((write) => (back.has(placeOf(write)) && mayBeInForce(write.state) ? { ...write, state: 'back' } : write));
}

/** Changes the writes that something was said of. */
function withWrites<Said extends Place>(
  kept: KeptExecution,
  all: readonly Said[],
  change: (write: ExecutionWrite, said: Said) => ExecutionWrite,
): KeptExecution {
  if (all.length === 0) return kept;
  const said = new Map(all.map((each) => [keyOf(each), each]));
  return withView(kept, {
    writes: kept.view.writes.map((write) => {
      const of = said.get(keyOf(write));
      return of === undefined ? write : change(write, of);
    }),
  });
}

function withStep(
  steps: readonly ExecutionStep[],
  stepId: string,
  change: Pick<ExecutionStep, 'state' | 'why'>,
): readonly ExecutionStep[] {
  return steps.map((step) => (step.id === stepId ? { ...step, ...change } : step));
}

function withView(kept: KeptExecution, change: Partial<Execution>): KeptExecution {
  return { ...kept, view: { ...kept.view, ...change } };
}

function keyOf({ stepId, switchId, instance }: Place): string {
  return `${stepId} ${switchId} ${instance}`;
}
