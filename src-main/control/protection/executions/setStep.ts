import type { ExecutionWrite } from '../../../../contract/protection';
import type { Reading } from '../../../actions/protection/registry';
import { placeOf, type KeptExecution } from '../book/keptExecution';
import { layerOf, topOf } from '../book/layers';
import type { ReadBack } from '../book/records';
import type { Actor } from '../parts';
import { keptOf, laneOf, leaseThereMs, nextSendId, roundsOf, untouched, type ExecutionContext } from './context';
import { eachOf } from './patience';
import { planWrite, readInstance, sendRound, type DueWrite } from './sendRound';

/** One step of one execution. */
export interface StepToSet {
  readonly executionId: string;
  readonly stepId: string;
  readonly direction: 'forward' | 'continue';
  /** What was read a moment ago, by place; the others are read now. */
  readonly known: ReadonlyMap<string, Reading>;
}

/**
 * Sets all switches of a step at all their instances at once, as far as they are not set. Answers why the step failed, or null.
 * @throws when the audit cannot be written: nothing more was sent then
 */
export async function setStep(context: ExecutionContext, step: StepToSet, by: Actor): Promise<string | null> {
  const kept = keptOf(context, step.executionId);
  const due = rowsOf(kept, step.stepId).filter(({ state }) => state !== 'written' && state !== 'left');
  let { known } = step;
  for (const rows of roundsOf(kept, due)) {
    const lanes = rows.map((row) => laneOf(kept, row));
    const round = { ...step, known };
    const sent = await context.lanes.hold(lanes, () => setRound(context, round, rows, by));
    if (!sent) break;
    // What the first write of a lane left there is what the next one stands on.
    known = new Map();
  }
  return failureOf(keptOf(context, step.executionId), step.stepId);
}

/** Whether it was sent: it is not when more of the instances than the step tolerates cannot be read, or have changed. */
async function setRound(
  context: ExecutionContext,
  { executionId, stepId, direction, known }: StepToSet,
  rows: readonly ExecutionWrite[],
  by: Actor,
): Promise<boolean> {
  const kept = keptOf(context, executionId);
  const looked = await eachOf(rows, (row) => lookAt(context, kept, row, known.get(placeOf(row))));
  const left = looked.flatMap((each) => ('failure' in each ? [each] : []));
  const writes = looked.flatMap((each) => ('planned' in each ? [each] : []));
  const all = rowsOf(kept, stepId);
  const lost = left.length + all.filter(({ state }) => state === 'left').length;
  const sends = lost <= toleratedOf(kept, stepId) * all.length;
  const round = {
    executionId,
    sendId: nextSendId(kept),
    direction,
    share: null,
    writes: sends ? writes : [],
    left,
    leaseMs: leaseThereMs(kept, kept.plan.lease),
  };
  await sendRound(context.sending, round, by);
  return sends;
}

/** Reads one place, and says what would be sent there, or why nothing is. */
async function lookAt(
  context: ExecutionContext,
  kept: KeptExecution,
  row: ExecutionWrite,
  known: Reading | undefined,
): Promise<DueWrite | ReadBack> {
  const { stepId, switchId, instance, wanted } = row;
  const bound = context.bind(kept, switchId);
  const stack = context.book().stacks.get(placeOf(row));
  const ours = layerOf(stack, kept.view.id);
  const top = stack === undefined ? undefined : topOf(stack);
  if (ours !== undefined && top !== undefined && top !== ours) return untouched(row, top.value, { value: wanted }, bound);
  const read =
    known === undefined ? await readInstance(context.sending.clock, bound, instance) : { ok: true as const, value: known };
  if (!read.ok) return { stepId, switchId, instance, failure: read.says };
  const { value } = read.value;
  const foreseen = kept.view.writes.filter((write) => placeOf(write) === placeOf(row)).map(({ present }) => present);
  if (value !== wanted && value !== ours?.value && !foreseen.includes(value))
    return {
      stepId,
      switchId,
      instance,
      value,
      failure: `${instance} had ${JSON.stringify(row.present)} when the plan was read and has ${JSON.stringify(value)} now; nothing was sent there.`,
    };
  const planned = planWrite(bound, instance, read.value, wanted);
  if (typeof planned === 'string') return { stepId, switchId, instance, value, failure: planned };
  return { stepId, switchId, bound, planned, layer: { value: wanted } };
}

function rowsOf({ view }: KeptExecution, stepId: string): ExecutionWrite[] {
  return view.writes.filter((write) => write.stepId === stepId);
}

function toleratedOf({ plan }: KeptExecution, stepId: string): number {
  return plan.steps.find(({ id }) => id === stepId)?.tolerate ?? 0;
}

function failureOf(kept: KeptExecution, stepId: string): string | null {
  const rows = rowsOf(kept, stepId);
  const failed = rows.filter(({ state }) => state !== 'written');
  if (failed.length <= toleratedOf(kept, stepId) * rows.length) return null;
  const first = failed.find(({ says }) => says !== null && says !== '');
  return `${failed.length} of ${rows.length} are not in force${first === undefined ? '' : `: ${first.says}`}`;
}
