import type { Language } from '../../contract/choices';
import type { CoreLink } from '../../contract/coreLink';
import type { WorkspaceView } from '../../contract/state';
import { subjectOf } from '../link/subject';
import { subjectName } from '../link/subjectName';

/** Where a switch works, as people call it: `pay-router`, `pay-router → 渠道 B`. */
export function placeName(
  workspace: Pick<WorkspaceView, 'nodes' | 'dimensions'>,
  coreLink: CoreLink | null,
  target: string,
  language: Language,
): string {
  return subjectName(workspace, coreLink, subjectOf(target), language);
}
