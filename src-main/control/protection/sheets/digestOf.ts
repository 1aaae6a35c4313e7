import { createHash } from 'node:crypto';
import type { PlanSettings } from '../../../../contract/protectionSettings';
import type { PlanSheet } from '../../../../contract/protection';

/** Of everything that would be sent and how; who reads one thing and clicks another is found by it. */
export function digestOf(
  { planKey, version, parameters, writes }: Pick<PlanSheet, 'planKey' | 'version' | 'parameters' | 'writes'>,
  { steps, lease, release, releaseEvery, verify, unlessHarm }: PlanSettings,
): string {
  const order = steps.map(({ id, set, guards, unless, wait, onFailure, tolerate }) => [
    id,
    set,
    guards,
    unless,
    wait,
    onFailure,
    tolerate,
  ]);
  const sent = writes.map(({ stepId, switchId, instance, present, wanted, request, failure }) => [
    stepId,
    switchId,
    instance,
    present,
    wanted,
    request,
    failure !== null,
  ]);
  const all = [
    planKey,
    version,
    Object.entries(parameters),
    order,
    sent,
    lease,
    release,
    releaseEvery,
    verify ?? null,
    unlessHarm,
  ];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
