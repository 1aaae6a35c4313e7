import type { Execution, InstanceReading, SwitchView } from '../../../../../contract/protection';
import type { SwitchValue } from '../../../../../contract/protectionSettings';

export interface WrittenFacts {
  readonly switchId: string;
  readonly instances: readonly InstanceReading[];
  /** By instance, from the topmost plan in force there. */
  readonly wanted: ReadonlyMap<string, { readonly value: SwitchValue; readonly executionId: string }>;
  /** Undefined: what it is while nothing is wanted is not judged. */
  readonly usual: SwitchValue | undefined;
  readonly acknowledged: SwitchView['written']['acknowledged'];
  readonly find: (executionId: string) => Execution | undefined;
  /** Whether an instance was read last before something was written here: what it said then is no drift. */
  readonly isOutdated: (instance: string) => boolean;
}

/**
 * The second lamp: what the instances said when they were asked, beside what they should say. A write that is under way may show either
 * side of itself and is no drift yet; `agree` counts only what is as wanted.
 */
export function viewWritten({
  switchId,
  instances,
  wanted,
  usual,
  acknowledged,
  find,
  isOutdated,
}: WrittenFacts): SwitchView['written'] {
  const answered = instances.filter(({ readAt, failure }) => readAt !== null && failure === null);
  const judged = answered.map(({ instance, value }) => {
    const want = wanted.get(instance);
    const should = want === undefined ? usual : want.value;
    if (should === undefined || value === should) return 'agrees';
    if (isOutdated(instance)) return 'moving';
    const moving = want === undefined ? [] : movingBetween(find(want.executionId), switchId, instance);
    return moving.includes(value) ? 'moving' : 'drift';
  });
  const state =
    answered.length === 0
      ? instances.some(({ failure }) => failure !== null)
        ? 'unreachable'
        : 'unread'
      : judged.includes('drift')
        ? 'drift'
        : 'agrees';
  return {
    state,
    agree: judged.filter((each) => each === 'agrees').length,
    answered: answered.length,
    of: instances.length,
    instances,
    acknowledged,
  };
}

/** Both sides of a write of this execution that was sent and not read back yet. */
function movingBetween(execution: Execution | undefined, switchId: string, instance: string): readonly SwitchValue[] {
  return (execution?.writes ?? []).flatMap((write) =>
    write.switchId === switchId && write.instance === instance && (write.state === 'sent' || write.state === 'unknown')
      ? [write.present, write.wanted]
      : [],
  );
}
