import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { switchSets, type Guard, type PlanStep, type SwitchValue } from '../../contract/protectionSettings';
import { workspaceSchema } from '../../contract/workspace';
import type { City } from './city';
import type { FaultRequest } from './faults/faultStage';
import { newest, testCity } from './testCity';

const file = join(import.meta.dirname, '../../assets/workspaces/demo-city.yaml');
export const builtIn = workspaceSchema.parse(parse(readFileSync(file, 'utf8')));

export interface PlanTrial {
  readonly plan: string;
  readonly fault: FaultRequest;
  readonly metric: string;
  readonly slice?: Record<string, string>;
  /** City seconds of the fault before the plan is run, and from then on. */
  readonly after?: number;
  readonly settle?: number;
}

/** A fault in a city at noon, and a plan of the built-in workspace run against it: what there is of the metric ÷ what there was. */
export function tryPlan({ plan, fault, metric, slice, after = 40, settle = 60 }: PlanTrial): { without: number; withIt: number } {
  const city = testCity('12:08', { historyDays: 1 });
  city.advance(15);
  const before = newest(city, metric, 15, slice);
  city.faults.start(fault);
  city.advance(after);
  const without = newest(city, metric, 15, slice) / before;
  runPlan(city, plan);
  city.advance(settle);
  return { without, withIt: newest(city, metric, 15, slice) / before };
}

/** With its usual parameters; every guard is read right before its step. */
export function runPlan(city: City, planId: string): void {
  const { steps, parameters } = builtIn.plans[planId]!;
  const valueOf = (to: PlanStep['set'][number]['to']): SwitchValue =>
    typeof to === 'object' && to !== null ? parameters[to.parameter]!.default : to;
  for (const { id, set, guards, unless, wait } of steps) {
    const holds = guards.every((guard) => guardHolds(city, guard));
    if (!holds && unless === 'stop') throw new Error(`${planId} stops before ${id}: a guard does not hold`);
    if (!holds) continue;
    for (const { switch: switchId, to } of set) {
      const { control, instances = ['*'] } = switchSets.demoCity.parse(builtIn.switches[switchId]!.set);
      city.controls.write(control, Object.fromEntries(instances.map((instance) => [instance, valueOf(to)])));
    }
    city.advance(wait / 1_000);
  }
}

function guardHolds(city: City, { metric, slice, per, perSlice, over, is }: Guard): boolean {
  const read = (id: string, cut: Guard['slice']): number => newest(city, builtIn.metrics[id]!.query.demoCity!, over / 1_000, cut);
  const value = read(metric, slice) / (per === undefined ? 1 : read(per, perSlice));
  return value > (is.above ?? -Infinity) && value < (is.below ?? Infinity);
}
