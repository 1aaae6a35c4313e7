import { approvalMs } from '../../../../contract/protection';
import { accept, refuse, type Result } from '../../../../contract/result';
import type { Role } from '../../../../contract/roles';
import type { ProtectionDesk } from '../parts';
import type { OpenSheet } from './openSheet';
import type { SheetTable } from './sheetTable';

/** Whether somebody is who they say, without signing them in. */
export type Vouch = (
  name: string,
  passphrase: string,
) => Promise<Result<{ readonly id: string; readonly name: string; readonly roles: readonly Role[] }>>;

/** The second person's word, or a written reason instead; both stand in the audit before they count. */
export function createApprovals(table: SheetTable, vouch: Vouch): Pick<ProtectionDesk, 'approve' | 'breakGlass'> {
  const { clock } = table;
  const { journal } = table.executions;

  const approve: ProtectionDesk['approve'] = async ({ planId, digest, name, passphrase }, caller) => {
    const at = table.at(planId, caller);
    if (!at.ok) return at;
    const { sheet, by } = at.value;
    const vouched = await vouch(name, passphrase);
    if (!vouched.ok) return vouched;
    const { id, name: approver, roles } = vouched.value;
    if (id === by.personId) return refuse('not-allowed', 'Who runs it cannot approve it: it takes a second person.');
    if (!roles.includes('approve')) return refuse('not-allowed', `${approver} does not have the role "approve".`);
    const shown = isShown(sheet, digest);
    if (!shown.ok) return shown;
    try {
      const person = { kind: 'person', personId: id, name: approver, windowId: by.windowId } as const;
      journal.must({ kind: 'approved', planId, digest, runner: by.name }, person);
    } catch (error) {
      return unwritten(error);
    }
    sheet.approval = { personId: id, by: approver, at: clock.roomNow() ?? clock.wallMs() };
    sheet.deadlines.begin('approval', approvalMs, () => {
      sheet.approval = null;
      if (sheet.phase === 'armed') table.rest(sheet, 'read', 'The approval is too old; it has to be approved again.');
      else table.show(sheet);
    });
    table.show(sheet);
    return accept(undefined);
  };

  return {
    approve: async (input, caller) =>
      table.attempted({ what: 'approve', planId: input.planId, commandId: null }, caller, await approve(input, caller)),
    breakGlass: ({ planId, digest, reason }, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      const shown = isShown(sheet, digest);
      if (!shown.ok) return shown;
      try {
        journal.must({ kind: 'brokeGlass', planId, digest, reason }, by);
      } catch (error) {
        return unwritten(error);
      }
      sheet.breakGlass = { by: by.name, reason };
      table.show(sheet);
      return accept(undefined);
    },
  };
}

/** Nobody says yes to what they do not see. */
function isShown({ phase, why, read }: OpenSheet, digest: string): Result<void> {
  if (read === null || (phase !== 'read' && phase !== 'armed'))
    return refuse('not-allowed', why ?? 'There is nothing to approve at this moment.');
  if (read.digest !== digest)
    return refuse('not-allowed', 'What this window shows is not what would be sent any more; read it again.');
  return accept(undefined);
}

function unwritten(error: unknown): Result<never> {
  return refuse('unavailable', error instanceof Error ? error.message : String(error));
}
