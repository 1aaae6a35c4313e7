import type { AuditView, SafetyLever } from '../../contract/protection';
import type { SharedState } from '../../contract/state';

export function selectSwitches(shared: SharedState): SharedState['switches'] {
  return shared.switches;
}

export function selectPlans(shared: SharedState): SharedState['plans'] {
  return shared.plans;
}

export function selectSheets(shared: SharedState): SharedState['sheets'] {
  return shared.sheets;
}

export function selectExecutions(shared: SharedState): SharedState['executions'] {
  return shared.executions;
}

/** Null before main has said anything. */
export function selectLever(shared: SharedState): SafetyLever | null {
  return shared.lever['room'] ?? null;
}

export function selectAudit(shared: SharedState): AuditView | null {
  return shared.audit['current'] ?? null;
}

export function selectCoreLink(shared: SharedState): SharedState['coreLink'][string] | null {
  return shared.coreLink['current'] ?? null;
}
