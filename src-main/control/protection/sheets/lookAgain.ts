import type { SheetWrite } from '../../../../contract/protection';
import type { BoundSwitch, Reading } from '../../../actions/protection/registry';
import { placeOf } from '../book/keptExecution';
import { eachOf } from '../executions/patience';
import { planWrite, readInstance } from '../executions/sendRound';
import type { ProtectionClock } from '../parts';

/**
 * Reads all that the sheet showed once more, right before it is sent. A sentence when something is not as it was read, or something
 * else would be sent; otherwise the readings by place. One that answers no more is left to its step, which knows what it tolerates.
 */
export async function lookAgain(
  writes: readonly SheetWrite[],
  bind: (switchId: string) => BoundSwitch,
  clock: ProtectionClock,
): Promise<ReadonlyMap<string, Reading> | string> {
  const first = writes.filter(
    (write, i) => write.failure === null && writes.findIndex((other) => placeOf(other) === placeOf(write)) === i,
  );
  const looked = await eachOf(first, async (write) => {
    const bound = bind(write.switchId);
    return { write, bound, read: await readInstance(clock, bound, write.instance) };
  });
  const known = new Map<string, Reading>();
  for (const { write, bound, read } of looked) {
    if (!read.ok) continue;
    const { instance, switchId, present, wanted, request } = write;
    const { value } = read.value;
    if (value !== present)
      return `"${switchId}" at ${instance} had ${JSON.stringify(present)} when it was read and has ${JSON.stringify(value)} now; nothing was sent. Read it again.`;
    if (requestOf(bound, instance, read.value, wanted) === request) known.set(placeOf(write), read.value);
    else
      return `Something beside "${switchId}" changed at ${instance}, so that something else would be sent than was read; nothing was sent. Read it again.`;
  }
  return known;
}

function requestOf(bound: BoundSwitch, instance: string, reading: Reading, wanted: SheetWrite['wanted']): string | null {
  const planned = planWrite(bound, instance, reading, wanted);
  return typeof planned === 'string' ? null : planned.request;
}
