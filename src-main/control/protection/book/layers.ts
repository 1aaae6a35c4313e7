import type { SwitchSettings, SwitchValue } from '../../../../contract/protectionSettings';

/**
 * What plans in force want of one switch at one instance. The topmost layer is in force there; taking back a lower one changes only
 * what the one above it returns to.
 */
export interface Stack {
  /** What was there before the lowest layer. */
  readonly base: SwitchValue;
  /** Lowest first; never empty. */
  readonly layers: readonly Layer[];
}
export interface Layer {
  readonly executionId: string;
  /** What it wanted before anything of it was released. */
  readonly full: SwitchValue;
  readonly value: SwitchValue;
}

/** @param present what is there now: the base where nothing lies there yet */
export function withLayer(
  stack: Stack | undefined,
  executionId: string,
  value: SwitchValue,
  present: SwitchValue,
  released = false,
): Stack {
  const known = stack ?? { base: present, layers: [] };
  const layer = known.layers.find((each) => each.executionId === executionId);
  const next: Layer = { executionId, full: released && layer !== undefined ? layer.full : value, value };
  const layers =
    layer === undefined ? [...known.layers, next] : known.layers.map((each) => (each.executionId === executionId ? next : each));
  return { base: known.base, layers };
}

/** Undefined where nothing is left. */
export function withoutLayer(stack: Stack | undefined, executionId: string): Stack | undefined {
  const layers = stack?.layers.filter((each) => each.executionId !== executionId) ?? [];
  return stack === undefined || layers.length === 0 ? undefined : { base: stack.base, layers };
}

export function topOf(stack: Stack): Layer | undefined {
  return stack.layers.at(-1);
}

export function layerOf(stack: Stack | undefined, executionId: string): Layer | undefined {
  return stack?.layers.find((each) => each.executionId === executionId);
}

/** What would be there without this layer and those above it. */
export function belowOf(stack: Stack, executionId: string): SwitchValue {
  const at = stack.layers.findIndex((each) => each.executionId === executionId);
  const below = stack.layers[at - 1];
  return below === undefined ? stack.base : below.value;
}

/** What the instance should have once this layer wants `layer`, or nothing: its own value or, below another one, still that one's. */
export function wantedAfter(stack: Stack, executionId: string, layer: { readonly value: SwitchValue } | null): SwitchValue {
  const top = topOf(stack);
  if (top !== undefined && top.executionId !== executionId) return top.value;
  return layer === null ? belowOf(stack, executionId) : layer.value;
}

/** One switch of an execution: the stacks of all instances that it was ever written at; those it no longer lies at have none of its layers. */
export interface ReleasedSwitch {
  readonly switchId: string;
  readonly range: SwitchSettings['range'];
  readonly whole: boolean;
  readonly stacks: ReadonlyMap<string, Stack | undefined>;
}
export interface LayerChange {
  readonly switchId: string;
  readonly instance: string;
  readonly layer: { readonly value: SwitchValue } | null;
}

/**
 * What a layer wants once `share` (0–1) of it is released. Numbers move that far towards what lies below, where both lie within the
 * switch's range: outside of it a number is a word, such as 0 for "no limit", and half way to it would be tighter, not looser. All else
 * is released at a growing share of the instances, in the order of their names.
 */
export function releaseLayers(executionId: string, of: ReleasedSwitch, share: number): LayerChange[] {
  const { switchId, range, whole, stacks } = of;
  const instances = [...stacks.keys()].sort();
  const places = instances.flatMap((instance) => {
    const stack = stacks.get(instance);
    const layer = layerOf(stack, executionId);
    return stack === undefined || layer === undefined ? [] : [{ instance, layer, below: belowOf(stack, executionId) }];
  });
  if (share >= 1) return places.map(({ instance }) => ({ switchId, instance, layer: null }));
  const onScale = (value: SwitchValue): value is number =>
    typeof value === 'number' && 'min' in range && value >= range.min && value <= range.max;
  if (places.every(({ layer, below }) => onScale(layer.full) && onScale(below)))
    return places.map(({ instance, layer: { full }, below }) => {
      const exact = Number(full) + (Number(below) - Number(full)) * share;
      return { switchId, instance, layer: { value: whole ? Math.round(exact) : exact } };
    });
  const free = new Set(instances.slice(0, Math.floor(instances.length * share)));
  return places.map(({ instance, layer }) => ({
    switchId,
    instance,
    layer: free.has(instance) ? null : { value: layer.value },
  }));
}
