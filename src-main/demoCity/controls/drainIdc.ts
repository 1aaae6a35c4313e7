import { z } from 'zod';
import { dimensions } from '../dimensions/dimensions';
import type { ControlMaker } from './control';

/** Sends new traffic of an IDC to the others: 1 (or true) all of it. What is in flight there finishes there. */
export const drainIdc: ControlMaker = ({ world }) => [
  {
    id: 'drainIdc.entry',
    target: 'entry',
    instances: dimensions[3]!.values,
    usual: 0,
    value: z.union([
      z.boolean().transform((on) => (on ? 1 : 0)),
      z.number().min(0, 'a share from 0 to 1').max(1, 'a share from 0 to 1'),
    ]),
    apply: (instance, value) => {
      world.drained[instance] = typeof value === 'number' ? value : 0;
    },
  },
];
