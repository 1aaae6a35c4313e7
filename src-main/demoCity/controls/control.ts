import { z } from 'zod';
import type { CityControl } from '../../../contract/cityApi';
import type { World } from '../flow/world';
import type { Plant } from '../topology/plant';

export type ControlKind = CityControl['kind'];
export type ControlValue = CityControl['instances'][number]['value'];

export interface ControlScope {
  plant: Plant;
  world: World;
}

/** One thing that operators can set; its values live with the instances, and are read back from them. */
export interface Control {
  id: string;
  target: string;
  instances: readonly string[];
  /** What every instance has until somebody sets it. */
  usual: ControlValue;
  value: z.ZodType<ControlValue>;
  /** Puts one instance's value into the world; called every second for values that are not the usual one. */
  apply(instance: number, value: ControlValue): void;
}

/** A kind of control: everything it offers in one city. */
export type ControlMaker = (scope: ControlScope) => Control[];

export const onOff = z.boolean('true or false');
