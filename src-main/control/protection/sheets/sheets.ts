import { randomBytes } from 'node:crypto';
import { approvalMs, armedMs, holdMs, sheetFreshMs, sheetsMax, undoMs } from '../../../../contract/protection';
import type { Caller, CommandInput } from '../../../../contract/commands';
import { accept, refuse, type Result } from '../../../../contract/result';
import type { Role } from '../../../../contract/roles';
import type { bindSwitch, BoundSwitch, ExecutorWorld } from '../../../actions/protection/registry';
import type { Store } from '../../store';
import type { OpenedWorkspace } from '../../workspaceFile/workspaceSession';
import type { ExecutionsDesk } from '../executions/executions';
import type { ProtectionClock, ProtectionDesk, Traffic } from '../parts';
import { lookAgain } from './lookAgain';
import { missing, openSheet, viewSheet, type OpenSheet, type Person } from './openSheet';
import { readPlan } from './readPlan';
import { resolveParameters } from './resolveParameters';

export type Vouch = (
  name: string,
  passphrase: string,
) => Promise<Result<{ readonly id: string; readonly name: string; readonly roles: readonly Role[] }>>;

export interface SheetsSetup {
  readonly store: Store;
  readonly executions: ExecutionsDesk;
  readonly bindSwitch: typeof bindSwitch;
  readonly world: ExecutorWorld;
  readonly clock: ProtectionClock;
  readonly traffic: Traffic;
  readonly vouch: Vouch;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

/** From a plan of the file to its execution: read, approved, armed, held, and still to be undone before anything is sent. */
export interface Sheets extends Pick<
  ProtectionDesk,
  | 'prepare'
  | 'readAgain'
  | 'setReason'
  | 'approve'
  | 'breakGlass'
  | 'arm'
  | 'disarm'
  | 'press'
  | 'letGo'
  | 'undo'
  | 'putAway'
  | 'windowClosed'
> {
  begin(opened: OpenedWorkspace): void;
  /** What is held or can still be undone is not sent. */
  letGoAll(why: string): void;
  readonly close: () => void;
}

const tickMs = 1_000;

export function createSheets(setup: SheetsSetup): Sheets {
  const { store, executions, clock, traffic, vouch, log } = setup;
  const sheets = new Map<string, OpenSheet>();
  let opened: OpenedWorkspace | null = null;
  let cancelTick: (() => void) | null = null;

  function show(sheet: OpenSheet): void {
    if (sheets.has(sheet.planId)) store.put('sheets', sheet.planId, viewSheet(sheet));
    if (cancelTick === null && sheet.deadlines.running()) cancelTick = clock.after(tickMs, tick);
  }

  /** Windows count on from what they were told; about once a second they are told again. */
  function tick(): void {
    cancelTick = null;
    for (const sheet of sheets.values()) if (sheet.deadlines.running()) show(sheet);
  }

  const bindOf =
    (sheet: OpenSheet) =>
    (switchId: string): BoundSwitch => {
      const kept = sheet.switches[switchId];
      if (kept === undefined) throw new Error(`a plan must have its switch ${switchId}`);
      return setup.bindSwitch(kept.target, kept, setup.world);
    };

  /** Not armed, not held, nothing to be undone. */
  function toRest(sheet: OpenSheet, phase: OpenSheet['phase'], why: string | null): void {
    sheet.deadlines.end('armed', 'hold', 'undo');
    Object.assign(sheet, { phase, why, armed: null, pressed: null });
    if (phase !== 'read') sheet.deadlines.end('fresh');
    show(sheet);
  }

  function dropApproval(sheet: OpenSheet): void {
    sheet.deadlines.end('approval');
    Object.assign(sheet, { approval: null, breakGlass: null });
  }

  function stale(sheet: OpenSheet, why: string): void {
    dropApproval(sheet);
    toRest(sheet, 'stale', why);
  }

  async function read(sheet: OpenSheet): Promise<void> {
    const basis = opened;
    if (basis === null) return;
    dropApproval(sheet);
    toRest(sheet, 'reading', null);
    const { planKey, plan, parameters } = sheet;
    const of = { planKey, plan, parameters, workspace: basis.workspace, bind: bindOf(sheet), traffic, clock };
    const found = await readPlan({ ...of, book: executions.book }).catch((error: unknown) => {
      log('error', `reading ${planKey}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return 'It could not be read for a reason inside the console; the log file has the details.';
    });
    if (sheet.phase !== 'reading') return;
    if (typeof found === 'string') return toRest(sheet, 'failed', found);
    sheet.read = found;
    sheet.readAt = clock.roomNow() ?? clock.wallMs();
    sheet.deadlines.begin('fresh', sheetFreshMs, () => {
      // What can still be undone is looked at again right before it is sent.
      if (sheet.phase !== 'undo') stale(sheet, `It was read more than ${sheetFreshMs / 1_000} s ago; read it again.`);
    });
    toRest(sheet, 'read', null);
  }

  /** The execution that is in the way on one of its switches. */
  function runningOn(sheet: OpenSheet): string | null {
    const under = ({ view, switches }: { view: { phase: string }; switches: object }): boolean =>
      ['running', 'reverting', 'unclear'].includes(view.phase) &&
      Object.keys(sheet.switches).some((id) => Object.hasOwn(switches, id));
    return [...executions.book().executions.values()].find(under)?.view.id ?? null;
  }

  /** Why this person, with what the window shows, may not go on; null when they may. */
  function objection(sheet: OpenSheet, digest: string, by: Person): string | null {
    if (sheet.phase === 'stale' || sheet.phase === 'failed') return `${sheet.why ?? 'It is stale.'}`;
    if (sheet.read === null || sheet.phase === 'reading') return 'It is still being read.';
    if (sheet.phase === 'sent') return 'It has been executed already; prepare it anew.';
    if (sheet.read.digest !== digest) return 'What this window shows is not what would be sent any more; read it again.';
    return missing(sheet, by, { running: runningOn(sheet) });
  }

  function find(planId: string): Result<OpenSheet> {
    const sheet = sheets.get(planId);
    return sheet === undefined ? refuse('not-found', `There is no sheet ${planId}; prepare the plan again.`) : accept(sheet);
  }

  /** A person with a sheet. */
  function personAt(planId: string, caller: Caller): Result<{ readonly sheet: OpenSheet; readonly by: Person }> {
    const person = personOf(caller);
    if (!person.ok) return person;
    const found = find(planId);
    return found.ok ? accept({ sheet: found.value, by: person.value }) : found;
  }

  /** Whoever tried to execute something and was refused stands in the audit. */
  function attempted(what: string, planId: string, commandId: string | null, caller: Caller, result: Result<void>): Result<void> {
    if (!result.ok) {
      const person = personOf(caller);
      const by = person.ok ? person.value : ({ kind: 'console' } as const);
      executions.journal.tell({ kind: 'refusedAttempt', commandId, what, of: planId, why: result.refusal.message }, by);
    }
    return result;
  }

  function letGoOf(sheet: OpenSheet, why: string, by: Person): void {
    const commandId = sheet.pressed?.commandId ?? null;
    if (sheet.phase === 'undo') executions.journal.tell({ kind: 'undone', commandId, planId: sheet.planId, why }, by);
    toRest(sheet, 'read', why);
  }

  /** The undo window is over: read once more, and then it is sent, once. */
  async function execute(sheet: OpenSheet, by: Person, commandId: string): Promise<void> {
    const { read: shown } = sheet;
    if (shown === null) return;
    const clickedMs = clock.monotonicMs();
    const refused = (why: string): void => {
      const caller = { windowId: by.windowId, person: { id: by.personId, name: by.name, roles: [] } };
      attempted('execute', sheet.planId, commandId, caller, refuse('not-allowed', why));
    };
    const known = await lookAgain(shown.writes, bindOf(sheet), clock);
    if (sheet.phase !== 'undo' || sheet.pressed?.commandId !== commandId) return;
    if (typeof known === 'string') {
      refused(known);
      return stale(sheet, known);
    }
    const why = executions.book().commandIds.has(commandId)
      ? 'This command has been carried out already.'
      : missing(sheet, by, { running: runningOn(sheet) });
    const { plan, switches } = sheet;
    const order = { sheet: viewSheet(sheet), plan, switches, commandId, known, clickedMs };
    const result = why === null ? executions.execute(order, by) : refuse('not-allowed', why);
    if (!result.ok) {
      refused(result.refusal.message);
      return toRest(sheet, 'read', result.refusal.message);
    }
    sheet.executionId = sheet.planId;
    sheet.deadlines.end('approval');
    toRest(sheet, 'sent', null);
  }

  function press({ planId, digest, commandId }: CommandInput<'plan.press'>, caller: Caller): Result<void> {
    const at = personAt(planId, caller);
    if (!at.ok) return at;
    const { sheet, by } = at.value;
    // The same press told twice.
    if (sheet.pressed?.commandId === commandId) return accept(undefined);
    if (executions.book().commandIds.has(commandId))
      return refuse('not-allowed', 'This command has been carried out already; nothing was done.');
    const why = objection(sheet, digest, by);
    if (why !== null) return refuse('not-allowed', why);
    const { armed } = sheet;
    if (armed === null || sheet.phase !== 'armed')
      return refuse('not-allowed', armed === null ? 'It is not armed.' : 'It is being held already.');
    if (armed.windowId !== by.windowId) return refuse('not-allowed', `It is armed in another window, by ${armed.name}.`);
    if (armed.personId !== by.personId) return refuse('not-allowed', `${armed.name} armed it; arm it yourself.`);
    sheet.pressed = { by, commandId };
    sheet.phase = 'held';
    sheet.deadlines.end('armed');
    sheet.deadlines.begin('hold', holdMs, () => {
      sheet.phase = 'undo';
      sheet.deadlines.begin('undo', undoMs, () => void execute(sheet, by, commandId));
      show(sheet);
    });
    // Armed stays told while it is held: by whom, and in which window.
    sheet.deadlines.begin('armed', holdMs + undoMs, () => undefined);
    show(sheet);
    return accept(undefined);
  }

  async function approve(
    { planId, digest, name, passphrase }: CommandInput<'plan.approve'>,
    caller: Caller,
  ): Promise<Result<void>> {
    const at = personAt(planId, caller);
    if (!at.ok) return at;
    const { sheet, by } = at.value;
    const vouched = await vouch(name, passphrase);
    if (!vouched.ok) return vouched;
    const { id, name: approver, roles } = vouched.value;
    if (id === by.personId) return refuse('not-allowed', 'Who runs it cannot approve it: it takes a second person.');
    if (!roles.includes('approve')) return refuse('not-allowed', `${approver} does not have the role "approve".`);
    if (sheet.read === null || (sheet.phase !== 'read' && sheet.phase !== 'armed'))
      return refuse('not-allowed', sheet.why ?? 'There is nothing to approve at this moment.');
    if (sheet.read.digest !== digest)
      return refuse('not-allowed', 'What this window shows is not what would be sent any more; read it again.');
    try {
      const approval = { kind: 'approved', planId, digest, runner: by.name } as const;
      executions.journal.must(approval, { kind: 'person', personId: id, name: approver, windowId: by.windowId });
    } catch (error) {
      return refuse('unavailable', error instanceof Error ? error.message : String(error));
    }
    sheet.approval = { personId: id, by: approver, at: clock.roomNow() ?? clock.wallMs() };
    sheet.deadlines.begin('approval', approvalMs, () => {
      sheet.approval = null;
      if (sheet.phase === 'armed') toRest(sheet, 'read', 'The approval is too old; it has to be approved again.');
      else show(sheet);
    });
    show(sheet);
    return accept(undefined);
  }

  function breakGlass({ planId, digest, reason }: CommandInput<'plan.breakGlass'>, caller: Caller): Result<void> {
    const at = personAt(planId, caller);
    if (!at.ok) return at;
    const { sheet, by } = at.value;
    if (sheet.read?.digest !== digest || (sheet.phase !== 'read' && sheet.phase !== 'armed'))
      return refuse('not-allowed', sheet.why ?? 'What this window shows is not what would be sent; read it again.');
    try {
      executions.journal.must({ kind: 'brokeGlass', planId, digest, reason }, by);
    } catch (error) {
      return refuse('unavailable', error instanceof Error ? error.message : String(error));
    }
    sheet.breakGlass = { by: by.name, reason };
    show(sheet);
    return accept(undefined);
  }

  function remove(sheet: OpenSheet): void {
    sheet.deadlines.end('fresh', 'approval', 'armed', 'hold', 'undo');
    // Whoever still reads it finds that it is gone.
    sheet.phase = 'stale';
    sheets.delete(sheet.planId);
    store.remove('sheets', sheet.planId);
  }

  return {
    begin: (now) => {
      opened = now;
      for (const sheet of sheets.values())
        if (sheet.phase !== 'sent')
          stale(sheet, 'The workspace file was read anew since; prepare the plan again, with what it is now.');
    },
    prepare: async ({ planKey, parameters, incidentId }, caller) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      const plan =
        opened !== null && Object.hasOwn(opened.workspace.plans, planKey) ? opened.workspace.plans[planKey] : undefined;
      if (opened === null || plan === undefined) return refuse('not-found', `The workspace has no plan "${planKey}".`);
      const resolved = resolveParameters(plan, parameters);
      if (!resolved.ok) return resolved;
      const planId = freeId(planKey, (id) => sheets.has(id) || executions.find(id) !== undefined);
      const of = { planId, planKey, plan, parameters: resolved.value, incidentId, preparedBy: person.value.name };
      const sheet = openSheet(of, opened.workspace, clock);
      sheets.set(planId, sheet);
      for (const old of sheets.values()) {
        if (sheets.size <= sheetsMax) break;
        if (old !== sheet && !['armed', 'held', 'undo'].includes(old.phase)) remove(old);
      }
      // Its end is told in the sheet.
      void read(sheet);
      return accept({ planId });
    },
    readAgain: async (planId, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      const { sheet } = at.value;
      if (['held', 'undo', 'sent', 'reading'].includes(sheet.phase))
        return refuse('not-allowed', 'It is on its way, or being read already.');
      if (opened?.workspace.plans[sheet.planKey] !== sheet.plan)
        return refuse('not-allowed', 'The workspace file was read anew since; prepare the plan again, with what it is now.');
      await read(sheet);
      return accept(undefined);
    },
    setReason: (planId, reason, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      const { sheet } = at.value;
      if (['held', 'undo', 'sent'].includes(sheet.phase)) return refuse('not-allowed', 'It is on its way already.');
      sheet.reason = reason;
      show(sheet);
      return accept(undefined);
    },
    approve: async (input, caller) => attempted('approve', input.planId, null, caller, await approve(input, caller)),
    breakGlass,
    arm: ({ planId, digest }, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      const why = objection(sheet, digest, by);
      if (why !== null) return refuse('not-allowed', why);
      if (sheet.phase === 'armed' && sheet.armed?.windowId === by.windowId) return accept(undefined);
      if (sheet.phase !== 'read')
        return refuse('not-allowed', `It is armed in another window, by ${sheet.armed?.name ?? 'somebody'}.`);
      Object.assign(sheet, { phase: 'armed', armed: by, why: null });
      sheet.deadlines.begin('armed', armedMs, () => toRest(sheet, 'read', null));
      show(sheet);
      return accept(undefined);
    },
    disarm: (planId, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      if (at.value.sheet.phase === 'armed') toRest(at.value.sheet, 'read', null);
      return accept(undefined);
    },
    press: (input, caller) => attempted('press', input.planId, input.commandId, caller, press(input, caller)),
    letGo: ({ planId, commandId }, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      const { sheet } = at.value;
      // After the hold there is nothing to let go of: undo is another key.
      if (sheet.phase === 'held' && sheet.pressed?.commandId === commandId) {
        sheet.deadlines.end('hold');
        Object.assign(sheet, { phase: 'armed', pressed: null });
        sheet.deadlines.begin('armed', armedMs, () => toRest(sheet, 'read', null));
        show(sheet);
      }
      return accept(undefined);
    },
    undo: (planId, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      if (sheet.phase === 'sent') return refuse('not-allowed', 'It has been sent; from now on it can only be taken back.');
      if (sheet.phase !== 'undo' && sheet.phase !== 'held') return refuse('not-allowed', 'There is nothing to undo.');
      letGoOf(sheet, `Undone by ${by.name}; nothing was sent.`, by);
      return accept(undefined);
    },
    putAway: (planId, caller) => {
      const at = personAt(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      if (sheet.phase === 'undo') letGoOf(sheet, 'Put away; nothing was sent.', by);
      remove(sheet);
      return accept(undefined);
    },
    windowClosed: (windowId) => {
      for (const sheet of sheets.values()) {
        const { armed } = sheet;
        if (armed?.windowId === windowId) letGoOf(sheet, 'The window in which it was armed was closed; nothing was sent.', armed);
      }
    },
    letGoAll: (why) => {
      for (const sheet of sheets.values()) {
        const { pressed } = sheet;
        if (pressed !== null && sheet.phase !== 'sent') letGoOf(sheet, why, pressed.by);
      }
    },
    close: () => {
      for (const sheet of [...sheets.values()]) remove(sheet);
      cancelTick?.();
    },
  };
}

/** The signed-in person, as one who acts. */
export function personOf({ person, windowId }: Caller): Result<Person> {
  return person === null
    ? refuse('not-allowed', 'Nobody is signed in at this console; sign in with the role "operate" first.')
    : accept({ kind: 'person', personId: person.id, name: person.name, windowId });
}

function freeId(planKey: string, taken: (id: string) => boolean): string {
  for (;;) {
    const id = `${planKey}-${randomBytes(2).toString('hex')}`;
    if (!taken(id)) return id;
  }
}
