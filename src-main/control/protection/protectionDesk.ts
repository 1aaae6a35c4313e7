import type { Caller } from '../../../contract/commands';
import type { Execution } from '../../../contract/protection';
import { refuse, type Result } from '../../../contract/result';
import type { bindSwitch, ExecutorWorld } from '../../actions/protection/registry';
import type { Store } from '../store';
import { isOver } from './book/book';
import type { AuditStore } from './book/journal';
import { createExecutions } from './executions/executions';
import type { CrashPoint } from './executions/sendRound';
import type { Actor, Executions, ProtectionClock, ProtectionDesk, ProtectionWatch, Traffic } from './parts';
import { viewPlan } from './planView';
import type { Vouch } from './sheets/approvals';
import { createSheets } from './sheets/sheets';
import { personOf } from './sheets/sheetTable';

export interface ProtectionDeskSetup {
  readonly store: Store;
  /** The console's one audit, opened; it is the journal too (decision 0017). */
  readonly audit: AuditStore;
  readonly bindSwitch: typeof bindSwitch;
  readonly world: ExecutorWorld;
  readonly clock: ProtectionClock;
  readonly traffic: Traffic;
  readonly vouch: Vouch;
  readonly watching: (executions: Executions) => ProtectionWatch;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** Crash tests end the process here. */
  readonly reached?: (point: CrashPoint) => void;
}

/** Service protection as windows may ask it, and its part of shared state: plans, sheets and executions. */
export function createProtectionDesk(setup: ProtectionDeskSetup): ProtectionDesk {
  const { store, audit, clock, world, traffic, vouch, log, reached = () => undefined } = setup;
  const executions = createExecutions({ audit, bindSwitch: setup.bindSwitch, world, clock, traffic, log, reached });
  const sheets = createSheets({ store, executions, bindSwitch: setup.bindSwitch, world, clock, traffic, vouch, log });
  const watching = setup.watching(executions);
  let recovered = false;

  store.replace('executions', Object.fromEntries(executions.all().map((execution) => [execution.id, execution])));
  const endShowing = executions.onChange(show);
  // Pulled while something could still be undone, the lever undoes it; what was sent is a matter of taking back.
  const endLever = store.onChange(({ lever }, { lever: before }) => {
    if (lever['room']?.engaged === true && before['room']?.engaged !== true)
      sheets.letGoAll('The safety lever was pulled; nothing was sent.');
  });

  function show(execution: Execution): void {
    store.put('executions', execution.id, execution);
    for (const id of Object.keys(store.read().executions)) if (executions.find(id) === undefined) store.remove('executions', id);
  }

  /** What a person asks of an execution or a switch: once for each commandId, and refusals stand in the audit. */
  async function once(
    what: string,
    of: string,
    commandId: string | null,
    caller: Caller,
    act: (by: Actor) => Promise<Result<void>>,
  ): Promise<Result<void>> {
    const person = personOf(caller);
    const result = person.ok ? await actOnce(what, of, commandId, person.value, act) : person;
    if (!result.ok) {
      const by = person.ok ? person.value : ({ kind: 'console' } as const);
      executions.journal.tell({ kind: 'refusedAttempt', commandId, what, of, why: result.refusal.message }, by);
    }
    return result;
  }

  async function actOnce(
    what: string,
    of: string,
    commandId: string | null,
    by: Actor,
    act: (by: Actor) => Promise<Result<void>>,
  ): Promise<Result<void>> {
    if (commandId !== null) {
      if (executions.book().commandIds.has(commandId))
        return refuse('not-allowed', 'This command has been carried out already; nothing was done.');
      // What needs the audit is refused further on; taking back is never blocked by it.
      executions.journal.tell({ kind: 'command', commandId, what, of }, by);
    }
    return act(by);
  }

  return {
    begin: (opened) => {
      const { plans } = opened.workspace;
      store.replace(
        'plans',
        Object.fromEntries(Object.entries(plans).map(([id, plan]) => [id, viewPlan(id, plan, opened.workspace)])),
      );
      sheets.begin(opened);
      if (!recovered) {
        recovered = true;
        executions.recover().catch((error: unknown) => log('error', `recovering executions: ${String(error)}`));
      }
      watching.begin(opened);
    },
    prepare: sheets.prepare,
    readAgain: sheets.readAgain,
    setReason: sheets.setReason,
    approve: sheets.approve,
    breakGlass: sheets.breakGlass,
    arm: sheets.arm,
    disarm: sheets.disarm,
    press: sheets.press,
    letGo: sheets.letGo,
    undo: sheets.undo,
    putAway: sheets.putAway,
    revert: ({ executionId, commandId }, caller) =>
      once('revert', executionId, commandId, caller, (by) =>
        executions.revert(executionId, 'person', `Taken back by ${caller.person?.name ?? 'a person'}.`, by),
      ),
    release: ({ executionId, share, commandId }, caller) =>
      once('release', executionId, commandId, caller, (by) => executions.release(executionId, share, 'person', by)),
    renew: ({ executionId, minutes }, caller) =>
      once('renew', executionId, null, caller, (by) => executions.renew(executionId, minutes * 60_000, by)),
    settle: ({ executionId, as, commandId }, caller) =>
      once(`settle: ${as}`, executionId, commandId, caller, (by) => executions.settle(executionId, as, by)),
    readSwitch: (switchId) => watching.readSwitch(switchId),
    reapply: ({ switchId, commandId }, caller) =>
      once('reapply', switchId, commandId, caller, async (by) => {
        const applied = await executions.reapply(switchId, by);
        // Its states are what they were before; only the lamp tells that the drift is gone.
        await watching.readSwitch(switchId);
        return applied;
      }),
    windowClosed: sheets.windowClosed,
    woke: () => watching.woke(),
    inForce: () => executions.all().filter(({ phase }) => !isOver(phase)),
    close: async () => {
      endLever();
      sheets.close();
      await watching.close();
      await executions.close();
      endShowing();
    },
  };
}
