import { switchSets, type PlanSettings, type SwitchSettings, type SwitchValue, type TargetSettings } from './protectionSettings';

/** What switches and plans may speak of: the names of one workspace file. */
export interface ProtectionWorld {
  readonly backends: Readonly<Record<string, { readonly kind: string }>>;
  readonly dimensions: object;
  readonly metrics: Readonly<Record<string, { readonly of: string }>>;
  readonly targets: Readonly<Record<string, TargetSettings>>;
  readonly switches: Readonly<Record<string, SwitchSettings>>;
  readonly plans: Readonly<Record<string, PlanSettings>>;
}

type Path = (string | number)[];
export interface ProtectionRefusals {
  /** Unless `known` has the name. */
  readonly dangling: (path: Path, name: string, known: object, what: string) => void;
  readonly refuse: (path: Path, message: string) => void;
}

/** Tells what in targets, switches and plans speaks of nothing in the file, or of a value that may not be set. */
export function refuseProtection(world: ProtectionWorld, tell: ProtectionRefusals): void {
  for (const [targetId, target] of Object.entries(world.targets)) {
    if (target.kind !== 'demoCity') continue;
    const at = ['targets', targetId, 'backend'];
    tell.dangling(at, target.backend, world.backends, 'backends');
    const kind = Object.hasOwn(world.backends, target.backend) ? world.backends[target.backend]?.kind : undefined;
    if (kind !== undefined && kind !== 'demoCity') tell.refuse(at, `a demoCity backend; "${target.backend}" is a ${kind}`);
  }
  for (const [switchId, settings] of Object.entries(world.switches)) refuseSwitch(['switches', switchId], settings, world, tell);
  for (const [planId, plan] of Object.entries(world.plans)) refusePlan(['plans', planId], plan, world, tell);
}

function refuseSwitch(at: Path, settings: SwitchSettings, world: ProtectionWorld, tell: ProtectionRefusals): void {
  tell.dangling([...at, 'target'], settings.target, world.targets, 'targets');
  const kind = Object.hasOwn(world.targets, settings.target) ? world.targets[settings.target]?.kind : undefined;
  if (kind !== undefined)
    for (const { path, message } of switchSets[kind].safeParse(settings.set).error?.issues ?? [])
      tell.refuse([...at, 'set', ...path.map((key) => (typeof key === 'symbol' ? String(key) : key))], message);
  if (settings.usual !== undefined && !isWithin(settings.range, settings.usual) && settings.usual !== null)
    tell.refuse([...at, 'usual'], 'a value within range:, or null');
  const { observed, touches } = settings;
  if (observed !== undefined) {
    tell.dangling([...at, 'observed', 'metric'], observed.metric, world.metrics, 'metrics');
    if (observed.per !== undefined) tell.dangling([...at, 'observed', 'per'], observed.per, world.metrics, 'metrics');
  }
  if (touches !== undefined && touches !== 'nobody')
    tell.dangling([...at, 'touches', 'metric'], touches.metric, world.metrics, 'metrics');
}

function refusePlan(at: Path, plan: PlanSettings, world: ProtectionWorld, tell: ProtectionRefusals): void {
  const ids = plan.steps.map(({ id }) => id);
  plan.steps.forEach((step, i) => {
    const here = [...at, 'steps', i];
    if (ids.indexOf(step.id) !== i) tell.refuse([...here, 'id'], 'an id that no other step of this plan has');
    const named = step.set.map((one) => one.switch);
    step.set.forEach((one, n) => {
      tell.dangling([...here, 'set', n, 'switch'], one.switch, world.switches, 'switches');
      if (named.indexOf(one.switch) !== n) tell.refuse([...here, 'set', n, 'switch'], 'each switch once in a step');
      const range = Object.hasOwn(world.switches, one.switch) ? world.switches[one.switch]?.range : undefined;
      if (typeof one.to === 'object' && one.to !== null)
        tell.dangling([...here, 'set', n, 'to', 'parameter'], one.to.parameter, plan.parameters, 'parameters of this plan');
      else if (range !== undefined && !isWithin(range, one.to))
        tell.refuse([...here, 'set', n, 'to'], `a value within the range of the switch "${one.switch}"`);
    });
    step.guards.forEach(({ metric, per }, n) => {
      tell.dangling([...here, 'guards', n, 'metric'], metric, world.metrics, 'metrics');
      if (per !== undefined) tell.dangling([...here, 'guards', n, 'per'], per, world.metrics, 'metrics');
    });
  });
  for (const [name, parameter] of Object.entries(plan.parameters))
    if (!isWithin(parameter.range, parameter.default))
      tell.refuse([...at, 'parameters', name, 'default'], 'a value within its range');
  if (plan.verify !== undefined) tell.dangling([...at, 'verify', 'metric'], plan.verify.metric, world.metrics, 'metrics');
  plan.unlessHarm.forEach(({ metric, per }, n) => {
    tell.dangling([...at, 'unlessHarm', n, 'metric'], metric, world.metrics, 'metrics');
    if (per !== undefined) tell.dangling([...at, 'unlessHarm', n, 'per'], per, world.metrics, 'metrics');
  });
}

/** Whether a switch or a parameter may be set so. */
export function isWithin(range: SwitchSettings['range'], value: SwitchValue): boolean {
  if ('values' in range) return range.values.includes(value);
  return typeof value === 'number' && value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value));
}
