import { z } from 'zod';
import { dimensions } from '../dimensions/dimensions';
import type { ControlMaker } from './control';

/** Weight of each payment channel beside its usual one: B to 0 sends B's new payments to A and C. */
export const payChannel: ControlMaker = ({ plant, world }) => [
  {
    id: `payChannel.${plant.byRole('pay-router').id}`,
    target: plant.byRole('pay-router').id,
    instances: dimensions[4]!.values,
    usual: 1,
    value: z.number('a weight from 0 to 10').min(0, 'a weight from 0 to 10').max(10, 'a weight from 0 to 10'),
    apply: (instance, value) => {
      world.channelWeight[instance] = typeof value === 'number' ? value : 1;
    },
  },
];
