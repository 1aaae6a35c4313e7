import { idcCount } from '../dimensions/dimensions';
import type { PlantEdge } from '../topology/plant';
import { onOff, type Control, type ControlMaker, type ControlScope } from './control';

/** Cuts a call: callers fail at once, or fall back where they can. */
export const breakEdge: ControlMaker = (scope) =>
  scope.plant.edges.map((edge) => edgeSwitch(scope, edge, 'breakEdge', scope.world.brokenShare));

/** Switches an optional dependency off: callers use their fallback and send nothing. */
export const degrade: ControlMaker = (scope) =>
  scope.plant.edges
    .filter((edge) => edge.optional === true)
    .map((edge) => edgeSwitch(scope, edge, 'degrade', scope.world.degradedShare));

/** Each instance of the caller decides for itself, so half of them set is half of the calls cut. */
function edgeSwitch({ plant, world }: ControlScope, edge: PlantEdge, kind: string, share: Float64Array): Control {
  const slots = world.slots.flatMap((slot, k) => (slot.node === edge.fromNode && slot.installed ? [k] : []));
  const perIdc = plant.nodes[edge.fromNode]!.perIdc;
  return {
    id: `${kind}.${edge.from}.${edge.to}`,
    target: `${edge.from}→${edge.to}`,
    instances: slots.map((k) => world.slots[k]!.id),
    usual: false,
    value: onOff,
    apply: (instance, value) => {
      const { idc } = world.slots[slots[instance]!]!;
      if (value === true) share[edge.index * idcCount + idc]! += 1 / perIdc[idc]!;
    },
  };
}
