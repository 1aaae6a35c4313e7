import type { SharedState } from '../../../../contract/state';

export function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
