import { z } from 'zod';
import { dimensions, idcCount } from '../dimensions/dimensions';
import { spareMachines } from '../flow/world';
import type { ControlMaker } from './control';

/** Machines added to a node per IDC; a new machine needs half a minute to be warm. */
export const scaleOut: ControlMaker = ({ plant, world }) =>
  plant.nodes
    .filter((node) => node.kind !== 'external')
    .map((node) => ({
      id: `scaleOut.${node.id}`,
      target: node.id,
      instances: dimensions[3]!.values,
      usual: 0,
      value: z.number(machines).int(machines).min(0, machines).max(spareMachines, machines),
      apply: (idc, value) => {
        const first = world.slotFirst[node.index * idcCount + idc]! + node.perIdc[idc]!;
        for (let i = 0; i < Number(value); i += 1) world.running[first + i] = 1;
      },
    }));

const machines = `added machines, a whole number from 0 to ${spareMachines}`;
