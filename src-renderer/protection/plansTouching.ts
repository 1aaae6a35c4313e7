import type { PlanView, SwitchView } from '../../contract/protection';
import { nodesOf, subjectOf, wholeIdOf, type Subject } from '../link/subject';

type Switches = Readonly<Record<string, SwitchView>>;

/** The plans that relieve a node or link, or set something on it, by name of the plan. A node is touched by what is on its calls too. */
export function plansTouching(
  plans: Readonly<Record<string, PlanView>>,
  switches: Switches,
  target: string,
): readonly PlanView[] {
  return Object.values(plans).filter((plan) => touchesTarget(plan, switches, target));
}

export function touchesTarget(plan: PlanView, switches: Switches, target: string): boolean {
  const subject = subjectOf(target);
  return placesOfPlan(plan, switches).some((place) => meet(subjectOf(place), subject));
}

export function switchTouches({ on }: SwitchView, target: string): boolean {
  return meet(subjectOf(on), subjectOf(target));
}

/** Node and edge ids, each once. */
export function placesOfPlan({ relieves, switchIds }: PlanView, switches: Switches): readonly string[] {
  return [...new Set([...relieves, ...switchIds.flatMap((id) => switches[id]?.on ?? [])])];
}

/** The same node or link; or one of them is a call of the other. Two calls that only share an end do not meet. */
function meet(one: Subject, other: Subject): boolean {
  if (one.kind === other.kind) return wholeIdOf(one) === wholeIdOf(other);
  return nodesOf(one).some((node) => nodesOf(other).includes(node));
}
