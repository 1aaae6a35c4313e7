import { placeOf } from '../book/keptExecution';
import { layerOf } from '../book/layers';
import type { ReadBack } from '../book/records';
import { wantedOf } from '../book/book';
import type { Actor } from '../parts';
import { keptOf, laneOf, leaseThereMs, nextSendId, type ExecutionContext } from './context';
import { eachOf } from './patience';
import { planWrite, readInstance, sendRound, type DueWrite } from './sendRound';

/** The executions that are topmost somewhere on a switch: those that something of it could be lost of. */
export function topmostOn({ book }: ExecutionContext, switchId: string): string[] {
  return [...new Set([...wantedOf(book(), switchId).values()].map(({ executionId }) => executionId))];
}

/**
 * Writes what one execution wants of a switch where an instance has lost it. Answers where it is not in force after all, one sentence each.
 * @throws when the audit cannot be written: nothing was sent then
 */
export async function reapplyFor(context: ExecutionContext, executionId: string, switchId: string, by: Actor): Promise<string[]> {
  const first = keptOf(context, executionId);
  const places = [...wantedOf(context.book(), switchId)].flatMap(([instance, wanted]) =>
    wanted.executionId === executionId ? [{ switchId, instance }] : [],
  );
  const lanes = places.map((place) => laneOf(first, place));
  return context.lanes.hold(lanes, async () => {
    const kept = keptOf(context, executionId);
    const bound = context.bind(kept, switchId);
    const looked = await eachOf(places, async ({ instance }): Promise<DueWrite | ReadBack | null> => {
      const place = placeOf({ switchId, instance });
      const stepId = kept.view.writes.findLast((write) => placeOf(write) === place)?.stepId ?? '';
      const layer = layerOf(context.book().stacks.get(place), executionId);
      if (layer === undefined) return null;
      const read = await readInstance(context.sending.clock, bound, instance);
      if (!read.ok) return { stepId, switchId, instance, failure: read.says };
      const planned = planWrite(bound, instance, read.value, layer.value);
      if (typeof planned === 'string') return { stepId, switchId, instance, value: read.value.value, failure: planned };
      return planned.request === '' ? null : { stepId, switchId, bound, planned, layer: { value: layer.value } };
    });
    const writes = looked.flatMap((each) => (each !== null && 'planned' in each ? [each] : []));
    const left = looked.flatMap((each) => (each !== null && 'failure' in each ? [each] : []));
    const unread = left.map(({ instance, failure }) => failure ?? `${instance} cannot be read.`);
    if (writes.length === 0) return unread;
    const leaseMs = leaseThereMs(kept, kept.view.lease?.left.leftMs ?? kept.plan.lease);
    const sendId = nextSendId(kept);
    await sendRound(context.sending, { executionId, sendId, direction: 'reapply', share: null, writes, left, leaseMs }, by);
    const { writes: rows } = keptOf(context, executionId).view;
    const lost = writes.flatMap(({ stepId, planned: { instance } }) =>
      rows.filter(
        (row) => row.stepId === stepId && row.switchId === switchId && row.instance === instance && row.state !== 'written',
      ),
    );
    return [...unread, ...lost.map(({ instance, says }) => says ?? `It is not in force at ${instance}.`)];
  });
}
