import type { SharedState } from '../../../contract/state';

export function selectReports(shared: SharedState): SharedState['reports'] {
  return shared.reports;
}

export function selectDiagnoses(shared: SharedState): SharedState['diagnoses'] {
  return shared.diagnoses;
}
