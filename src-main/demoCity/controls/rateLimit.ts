import { z } from 'zod';
import type { ControlMaker } from './control';

/** Requests per second that each instance of a service accepts; null is no limit. */
export const rateLimit: ControlMaker = ({ plant, world }) =>
  plant.nodes
    .filter((node) => node.kind === 'service')
    .map((node) => {
      const slots = world.slots.flatMap((slot, k) => (slot.node === node.index ? [k] : []));
      return {
        id: `rateLimit.${node.id}`,
        target: node.id,
        instances: slots.map((k) => world.slots[k]!.id),
        usual: null,
        value: z.union([z.number('requests per second, or null').min(0, 'requests per second from 0, or null'), z.null()]),
        apply: (instance, value) => {
          world.limit[slots[instance]!] = typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
        },
      };
    });
