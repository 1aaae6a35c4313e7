import type { SwitchValue } from '../../contract/protectionSettings';
import { ask } from '../ui/ask';
import type { Recommended } from './recommended';

/** Makes a plan ready to be read, in a window of its own; nothing is sent. */
export async function openPlan(planKey: string, incidentId: string | null): Promise<void> {
  const planId = await preparePlan(planKey, incidentId, {});
  if (planId !== null) openSheet(planId);
}

/** One that is at work already is looked at, not made ready once more. */
export function openRecommended({ planKey, incidentId, state, executionId }: Recommended): void {
  if (state === 'inForce' && executionId !== null) openSheet(executionId);
  else void openPlan(planKey, incidentId);
}

/** The id of the sheet; null when it was refused, which the window says. */
export async function preparePlan(
  planKey: string,
  incidentId: string | null,
  parameters: Readonly<Record<string, SwitchValue>>,
): Promise<string | null> {
  const answer = await ask('plan.prepare', { planKey, parameters: { ...parameters }, incidentId });
  return answer.ok ? answer.value.planId : null;
}

/** What was prepared or executed; its window comes to the front when it is open. */
export function openSheet(planId: string): void {
  void ask('window.open', { kind: 'plan', subject: planId });
}

export function openBoard(): void {
  void ask('window.open', { kind: 'protection' });
}

export function revertExecution(executionId: string): void {
  void ask('execution.revert', { executionId, commandId: crypto.randomUUID() });
}

/** `share`: what is released after it, 0–1. */
export function releaseExecution(executionId: string, share: number): void {
  void ask('execution.release', { executionId, share, commandId: crypto.randomUUID() });
}

export const renewMinutes = 30;

export function renewExecution(executionId: string): void {
  void ask('execution.renew', { executionId, minutes: renewMinutes });
}

export function settleExecution(executionId: string, as: 'continue' | 'revert' | 'leave'): void {
  void ask('execution.settle', { executionId, as, commandId: crypto.randomUUID() });
}

export function reapplySwitch(switchId: string): void {
  void ask('switch.reapply', { switchId, commandId: crypto.randomUUID() });
}

export function readSwitch(switchId: string): void {
  void ask('switch.read', { switchId });
}
