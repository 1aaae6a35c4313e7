import type { Language } from '../../contract/choices';
import type { Maintenance } from '../../contract/incidents';
import type { WorkspaceView } from '../../contract/state';
import type { Text } from '../i18n/text';
import { nodeNameOf, sliceNameOf } from './seriesName';

/** What a maintenance is about: `渠道 B · pay-router`, or everything. */
export function scopeName(
  workspace: Pick<WorkspaceView, 'metrics' | 'dimensions' | 'nodes'>,
  { slice, nodes }: Pick<Maintenance, 'slice' | 'nodes'>,
  text: Text,
  language: Language,
): string {
  const cut = sliceNameOf(workspace, slice, language);
  const names = [...(cut === '' ? [] : [cut]), ...nodes.map((id) => nodeNameOf(workspace, id, language))];
  return names.length === 0 ? text('maintenance.everything') : names.join(' · ');
}
