import type { z } from 'zod';
import { switchSets, type SwitchSettings, type TargetKind, type TargetSettings } from '../../../contract/protectionSettings';
import { ExecutorFailure, type BoundSwitch, type ExecutorWorld } from './executor';
import { demoCity } from './executors/demoCity/demoCity';
import { etcd } from './executors/etcd/etcd';
import { haproxy } from './executors/haproxy/haproxy';
import { sentinel } from './executors/sentinel/sentinel';
import { webhook } from './executors/webhook/webhook';

export {
  ExecutorFailure,
  type BoundSwitch,
  type ExecutorFailureCode,
  type ExecutorWorld,
  type PlannedWrite,
  type Reading,
} from './executor';

/**
 * A switch of the workspace file at its target: every way to set something on the system; one that is forgotten here does not compile.
 * @throws ExecutorFailure `bad-setting` for a shape that the file's check should have refused
 */
export function bindSwitch(target: TargetSettings, { set }: Pick<SwitchSettings, 'set'>, world: ExecutorWorld): BoundSwitch {
  switch (target.kind) {
    case 'haproxy':
      return haproxy.bind(target, parse(switchSets.haproxy, set), world);
    case 'etcd':
      return etcd.bind(target, parse(switchSets.etcd, set), world);
    case 'sentinel':
      return sentinel.bind(target, parse(switchSets.sentinel, set), world);
    case 'webhook':
      return webhook.bind(target, parse(switchSets.webhook, set), world);
    case 'demoCity':
      return demoCity.bind(target, parse(switchSets.demoCity, set), world);
  }
}

const simulated = { haproxy: false, etcd: false, sentinel: false, webhook: false, demoCity: true } satisfies Record<
  TargetKind,
  boolean
>;

/** Whether what is reached there is simulated, and has to be called so. */
export function simulatedOf(kind: TargetKind): boolean {
  return simulated[kind];
}

function parse<Schema extends z.ZodType>(schema: Schema, set: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ExecutorFailure('bad-setting', `set.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'a wrong shape'}`);
}
