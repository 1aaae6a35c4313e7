import type { PlanView } from '../../../contract/protection';
import type { PlanSettings } from '../../../contract/protectionSettings';
import type { Workspace } from '../../../contract/workspace';
import { simulatedOf } from '../../actions/protection/registry';

/** A plan of the workspace file as a board shows it. */
export function viewPlan(id: string, plan: PlanSettings, { switches, targets }: Workspace): PlanView {
  const switchIds = [...new Set(plan.steps.flatMap(({ set }) => set.map((each) => each.switch)))];
  const its = switchIds.flatMap((switchId) => switches[switchId] ?? []);
  return {
    id,
    version: plan.version,
    name: plan.name,
    about: plan.about,
    owner: plan.owner,
    risk: plan.risk,
    relieves: [...new Set([...its.map(({ on }) => on), ...plan.relieves])],
    for: { kinds: plan.for.kinds ?? null, targets: plan.for.targets ?? null, metrics: plan.for.metrics ?? null },
    switchIds,
    parameters: plan.parameters,
    leaseMs: plan.lease,
    steps: plan.steps.length,
    simulated: its.some(({ target }) => {
      const kind = targets[target]?.kind;
      return kind !== undefined && simulatedOf(kind);
    }),
  };
}
