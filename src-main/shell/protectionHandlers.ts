import type { Caller, CommandHandlers, CommandName } from '../../contract/commands';
import { accept, type Result } from '../../contract/result';
import type { ProtectionDesk } from '../control/protection/parts';
import type { SafetyLeverDesk } from '../control/protection/safetyLever';
import type { AuditDesk } from '../control/audit/auditDesk';
import { byName } from './byName';
import type { OpenWindow } from './windows';

type ProtectionCommand = Extract<
  CommandName,
  `plan.${string}` | `execution.${string}` | `switch.${string}` | `lever.${string}` | `audit.${string}`
>;

export interface ProtectionHandlerParts {
  readonly protection: ProtectionDesk;
  readonly lever: SafetyLeverDesk;
  readonly audit: AuditDesk;
  readonly callersWindow: (windowId: string) => Result<OpenWindow>;
  /** Asks the person where to; null when that was cancelled. */
  readonly saveAudit: (open: OpenWindow, audit: AuditDesk) => Promise<Result<{ readonly savedTo: string | null }>>;
}

/** What people do with plans, switches and the safety lever. Who it is comes from main's session, never from the window. */
export function createProtectionHandlers(parts: ProtectionHandlerParts): Pick<CommandHandlers, ProtectionCommand> {
  const { protection, lever, audit, callersWindow, saveAudit } = parts;
  return {
    'plan.prepare': (input, caller) => protection.prepare(input, caller),
    'plan.readAgain': ({ planId }, caller) => protection.readAgain(planId, caller),
    'plan.setReason': async ({ planId, reason }, caller) => protection.setReason(planId, reason, caller),
    'plan.approve': (input, caller) => protection.approve(input, caller),
    'plan.breakGlass': async (input, caller) => protection.breakGlass(input, caller),
    'plan.arm': async (input, caller) => protection.arm(input, caller),
    'plan.disarm': async ({ planId }, caller) => protection.disarm(planId, caller),
    'plan.press': async (input, caller) => protection.press(input, caller),
    'plan.letGo': async (input, caller) => protection.letGo(input, caller),
    'plan.undo': async ({ planId }, caller) => protection.undo(planId, caller),
    'plan.putAway': async ({ planId }, caller) => protection.putAway(planId, caller),
    'execution.revert': (input, caller) => protection.revert(input, caller),
    'execution.release': (input, caller) => protection.release(input, caller),
    'execution.renew': (input, caller) => protection.renew(input, caller),
    'execution.settle': (input, caller) => protection.settle(input, caller),
    'switch.read': ({ switchId }) => protection.readSwitch(switchId),
    'switch.reapply': (input, caller) => protection.reapply(input, caller),
    // Whoever stands there may pull it; a name is noted where there is one.
    'lever.engage': async ({ reason }, { person }: Caller) => lever.engage(reason, person?.name ?? null),
    'lever.release': ({ reason }, caller) => byName(caller, (name) => lever.release(reason, name)),
    'audit.check': async () => {
      audit.check();
      return accept(undefined);
    },
    'audit.export': async (_input, { windowId }) => {
      const caller = callersWindow(windowId);
      return caller.ok ? saveAudit(caller.value, audit) : caller;
    },
  };
}
