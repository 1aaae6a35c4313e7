import type { SharedState } from '../../contract/state';

export function selectDiagnoses(shared: SharedState): SharedState['diagnoses'] {
  return shared.diagnoses;
}

export function selectChecks(shared: SharedState): SharedState['checks'] {
  return shared.checks;
}

export function selectSimilar(shared: SharedState): SharedState['similar'] {
  return shared.similar;
}
