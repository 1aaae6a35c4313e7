import { switchSets, type SwitchSettings, type TargetKind, type TargetSettings } from '../../../contract/protectionSettings';
import { ExecutorFailure, type BoundSwitch, type Executor, type ExecutorWorld } from './executor';
import { haproxy } from './executors/haproxy/haproxy';

export {
  ExecutorFailure,
  type BoundSwitch,
  type ExecutorFailureCode,
  type ExecutorWorld,
  type PlannedWrite,
  type Reading,
} from './executor';

/** Every way to set something on the system; one that is forgotten here does not compile. */
const executors = { haproxy } satisfies { readonly [Kind in TargetKind]?: Executor<Kind> };

/** A switch of the workspace file at its target. @throws ExecutorFailure `bad-setting` for a shape that the file's check should have refused */
export function bindSwitch(target: TargetSettings, { set }: Pick<SwitchSettings, 'set'>, world: ExecutorWorld): BoundSwitch {
  switch (target.kind) {
    case 'haproxy':
      return executors.haproxy.bind(target, parse('haproxy', set), world);
    default:
      throw new ExecutorFailure('bad-setting', `There is no executor for ${target.kind}.`);
  }
}

function parse<Kind extends TargetKind>(kind: Kind, set: unknown): ReturnType<(typeof switchSets)[Kind]['parse']> {
  return switchSets[kind].parse(set) as never;
}
