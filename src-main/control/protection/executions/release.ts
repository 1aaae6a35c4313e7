import type { EndCause } from '../../../../contract/protection';
import { placeOf, type KeptExecution } from '../book/keptExecution';
import { releaseLayers, type ReleasedSwitch } from '../book/layers';
import type { Actor } from '../parts';
import { enterPhase, keptOf, type ExecutionContext } from './context';
import { changeLayers, endTakenBack } from './takeBack';

/** Releases up to `share` (0–1) of the whole; 1 ends it `released`, or `stuck`. */
export async function releaseShare(
  context: ExecutionContext,
  executionId: string,
  share: number,
  cause: EndCause,
  by: Actor,
): Promise<void> {
  const kept = keptOf(context, executionId);
  enterPhase(context, executionId, 'releasing', { cause }, by);
  const changes = releasedSwitches(context, kept).flatMap((of) => releaseLayers(executionId, of, share));
  await changeLayers(context, executionId, { direction: 'release', share, changes }, by);
  if (share >= 1) endTakenBack(context, executionId, 'released', null, by);
}

function releasedSwitches({ book }: ExecutionContext, { view, switches }: KeptExecution): ReleasedSwitch[] {
  const { stacks } = book();
  return Object.entries(switches).map(([switchId, { range, target }]) => ({
    switchId,
    range,
    // HAProxy counts in whole numbers whatever the range says.
    whole: ('whole' in range && range.whole) || target.kind === 'haproxy',
    stacks: new Map(
      view.writes
        .filter((write) => write.switchId === switchId && write.state !== 'left' && write.state !== 'due')
        .map((write) => [write.instance, stacks.get(placeOf(write))]),
    ),
  }));
}
