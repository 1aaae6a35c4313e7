import type { DetectionStatus } from '../../contract/detection';
import type { SharedState } from '../../contract/state';

export function selectIncidents(shared: SharedState): SharedState['incidents'] {
  return shared.incidents;
}

export function selectAlarms(shared: SharedState): SharedState['alarms'] {
  return shared.alarms;
}

export function selectMaintenance(shared: SharedState): SharedState['maintenance'] {
  return shared.maintenance;
}

/** Null before the engine has said anything. */
export function selectDetection(shared: SharedState): DetectionStatus | null {
  return shared.detection['engine'] ?? null;
}

export function selectSound(shared: SharedState): boolean {
  return shared.preferences['ui']?.sound ?? true;
}
