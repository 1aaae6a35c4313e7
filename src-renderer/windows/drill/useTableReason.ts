import type { Table } from '../../../contract/frames';
import type { SharedState } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';

/** Why a table cannot be read, in the room's language where its whole backend fails, else in the engine's own words; null while it can. */
export function useTableReason(table: Table | null): string | null {
  const text = useText();
  const backends = useConsole(selectBackends);
  if (table === null || table.status.phase !== 'failed') return null;
  const { backendId, reason } = table.status;
  const failure = Object.hasOwn(backends, backendId) ? backends[backendId]?.failure : null;
  return failure === null || failure === undefined ? (reason ?? '') : text(`failure.${failure}`);
}

function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
