import type { EndCause } from '../../../../contract/protection';
import { layersOf } from '../book/book';
import { placeOf, type KeptExecution } from '../book/keptExecution';
import { topOf, wantedAfter, type LayerChange } from '../book/layers';
import type { ReadBack } from '../book/records';
import { mayBeInForce } from '../book/writeStates';
import type { Actor } from '../parts';
import { enterPhase, keptOf, laneOf, leaseThereMs, nextSendId, roundsOf, untouched, type ExecutionContext } from './context';
import { eachOf } from './patience';
import { planWrite, readInstance, sendRound, type DueWrite } from './sendRound';

/** All of it, newest step first. It ends `reverted`, or `stuck` where something could not be taken back. */
export async function takeBack(
  context: ExecutionContext,
  executionId: string,
  cause: EndCause,
  why: string,
  by: Actor,
): Promise<void> {
  enterPhase(context, executionId, 'reverting', { cause, why }, by);
  const { plan } = keptOf(context, executionId);
  for (const step of [...plan.steps].reverse()) {
    const kept = keptOf(context, executionId);
    const changes = heldBy(context, kept).filter((change) => lastStepAt(kept, change) === step.id);
    await changeLayers(context, executionId, { direction: 'back', share: null, changes }, by);
  }
  endTakenBack(context, executionId, 'reverted', why, by);
}

/** `phase` when nothing of it is wanted any more, `stuck` otherwise. */
export function endTakenBack(
  context: ExecutionContext,
  executionId: string,
  phase: 'reverted' | 'released',
  why: string | null,
  by: Actor,
): void {
  const kept = keptOf(context, executionId);
  const stuck = heldBy(context, kept);
  if (stuck.length === 0) return enterPhase(context, executionId, phase, why === null ? {} : { why }, by);
  const says = kept.view.writes.find(({ state }) => state === 'notBack')?.says;
  const where = stuck.map(({ switchId, instance }) => `${switchId} at ${instance}`).join(', ');
  enterPhase(context, executionId, 'stuck', { why: `Not taken back: ${where}. ${says ?? ''}`.trim() }, by);
}

export interface LayerChanges {
  readonly direction: 'back' | 'release';
  readonly share: number | null;
  readonly changes: readonly LayerChange[];
}

/** Each instance is read first: only what differs is written, and nothing where another plan lies on top. */
export async function changeLayers(
  context: ExecutionContext,
  executionId: string,
  { direction, share, changes }: LayerChanges,
  by: Actor,
): Promise<void> {
  const first = keptOf(context, executionId);
  for (const round of roundsOf(first, changes)) {
    const lanes = round.map((change) => laneOf(first, change));
    await context.lanes.hold(lanes, async () => {
      const kept = keptOf(context, executionId);
      const looked = await eachOf(round, (change) => lookAt(context, kept, change));
      const writes = looked.flatMap((each) => ('planned' in each ? [each] : []));
      const left = looked.flatMap((each) => ('failure' in each ? [each] : []));
      const leaseMs = leaseThereMs(kept, 0);
      await sendRound(context.sending, { executionId, sendId: nextSendId(kept), direction, share, writes, left, leaseMs }, by);
    });
  }
}

async function lookAt(context: ExecutionContext, kept: KeptExecution, change: LayerChange): Promise<DueWrite | ReadBack> {
  const { switchId, instance, layer } = change;
  const stepId = lastStepAt(kept, change);
  const bound = context.bind(kept, switchId);
  const stack = context.book().stacks.get(placeOf(change));
  const top = stack === undefined ? undefined : topOf(stack);
  if (stack === undefined || top === undefined) throw new Error(`a layer of ${kept.view.id} must lie at ${switchId} ${instance}`);
  if (top.executionId !== kept.view.id) return untouched({ stepId, switchId, instance }, top.value, layer, bound);
  const read = await readInstance(context.sending.clock, bound, instance);
  if (!read.ok) return { stepId, switchId, instance, failure: read.says };
  const planned = planWrite(bound, instance, read.value, wantedAfter(stack, kept.view.id, layer));
  if (typeof planned === 'string') return { stepId, switchId, instance, value: read.value.value, failure: planned };
  return { stepId, switchId, bound, planned, layer };
}

/** Every place where the execution still wants something, to want nothing there. */
function heldBy({ book }: ExecutionContext, { view }: KeptExecution): LayerChange[] {
  const held = new Set(layersOf(book(), view.id).map(({ place }) => place));
  const places = new Map(view.writes.map((write) => [placeOf(write), write]));
  return [...places].flatMap(([place, { switchId, instance }]) => (held.has(place) ? [{ switchId, instance, layer: null }] : []));
}

function lastStepAt({ view }: KeptExecution, place: Pick<LayerChange, 'switchId' | 'instance'>): string {
  const rows = view.writes.filter((write) => placeOf(write) === placeOf(place));
  return (rows.findLast(({ state }) => mayBeInForce(state)) ?? rows.at(-1))?.stepId ?? '';
}
