import type { SharedState } from '../../../contract/state';

export function selectSecrets(shared: SharedState): SharedState['secrets'] {
  return shared.secrets;
}
