import { armedMs, holdMs, undoMs } from '../../../../contract/protection';
import { accept, refuse } from '../../../../contract/result';
import type { ProtectionDesk } from '../parts';
import { lookAgain } from './lookAgain';
import { viewSheet, type OpenSheet, type Person } from './openSheet';
import type { SheetTable } from './sheetTable';

/** Armed, held, still to be undone, and then executed: once, and only what was read. */
export interface Click extends Pick<ProtectionDesk, 'arm' | 'disarm' | 'press' | 'letGo' | 'undo' | 'windowClosed'> {
  /** What is held or can still be undone is not sent. */
  letGoAll(why: string): void;
}

export function createClick(table: SheetTable): Click {
  const { clock, executions } = table;

  function arm(sheet: OpenSheet, by: Person): void {
    sheet.phase = 'armed';
    sheet.why = null;
    sheet.armed = by;
    sheet.pressed = null;
    sheet.deadlines.end('hold');
    sheet.deadlines.begin('armed', armedMs, () => table.rest(sheet, 'read', null));
    table.show(sheet);
  }

  function hold(sheet: OpenSheet, by: Person, commandId: string): void {
    sheet.phase = 'held';
    sheet.pressed = { by, commandId };
    sheet.deadlines.begin('hold', holdMs, () => {
      sheet.phase = 'undo';
      sheet.deadlines.begin('undo', undoMs, () => void executeOrSay(sheet, by, commandId));
      table.show(sheet);
    });
    // Whose it is stays told until it is sent.
    sheet.deadlines.begin('armed', holdMs + undoMs, () => undefined);
    table.show(sheet);
  }

  async function executeOrSay(sheet: OpenSheet, by: Person, commandId: string): Promise<void> {
    try {
      await execute(sheet, by, commandId);
    } catch (error) {
      const why = `It could not be sent: ${error instanceof Error ? error.message : String(error)}`;
      refused(sheet, by, commandId, why);
      table.rest(sheet, 'read', why);
    }
  }

  /** The undo window is over: all is read once more, and then it is sent. */
  async function execute(sheet: OpenSheet, by: Person, commandId: string): Promise<void> {
    if (sheet.read === null) return;
    const clickedMs = clock.monotonicMs();
    const known = await lookAgain(sheet.read.writes, table.bindOf(sheet), clock);
    // Undone, or stale, while it was read.
    if (sheet.phase !== 'undo' || sheet.pressed?.commandId !== commandId) return;
    if (typeof known === 'string') {
      refused(sheet, by, commandId, known);
      return table.stale(sheet, known);
    }
    const { plan, switches } = sheet;
    const why = carriedOut(commandId) ?? table.lacks(sheet, by);
    const order = { sheet: viewSheet(sheet), plan, switches, commandId, known, clickedMs };
    const result = why === null ? executions.execute(order, by) : refuse('not-allowed', why);
    if (!result.ok) {
      refused(sheet, by, commandId, result.refusal.message);
      return table.rest(sheet, 'read', result.refusal.message);
    }
    sheet.executionId = sheet.planId;
    sheet.deadlines.end('approval');
    table.rest(sheet, 'sent', null);
  }

  function refused({ planId }: OpenSheet, by: Person, commandId: string, why: string): void {
    const caller = { windowId: by.windowId, person: { id: by.personId, name: by.name, roles: [] } };
    table.attempted({ what: 'execute', planId, commandId }, caller, refuse('not-allowed', why));
  }

  const carriedOut = (commandId: string): string | null =>
    executions.book().commandIds.has(commandId) ? 'This command has been carried out already; nothing was done.' : null;

  const press: ProtectionDesk['press'] = ({ planId, digest, commandId }, caller) => {
    const at = table.at(planId, caller);
    if (!at.ok) return at;
    const { sheet, by } = at.value;
    // The same press told twice.
    if (sheet.pressed?.commandId === commandId) return accept(undefined);
    const why = carriedOut(commandId) ?? table.objection(sheet, digest, by);
    if (why !== null) return refuse('not-allowed', why);
    const { armed, phase } = sheet;
    if (armed === null) return refuse('not-allowed', 'It is not armed.');
    if (armed.windowId !== by.windowId) return refuse('not-allowed', `It is armed in another window, by ${armed.name}.`);
    if (armed.personId !== by.personId) return refuse('not-allowed', `${armed.name} armed it; arm it yourself.`);
    if (phase !== 'armed') return refuse('not-allowed', 'It is on its way already.');
    hold(sheet, by, commandId);
    return accept(undefined);
  };

  return {
    arm: ({ planId, digest }, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      const why = table.objection(sheet, digest, by);
      if (why !== null) return refuse('not-allowed', why);
      if (sheet.phase === 'read') arm(sheet, by);
      else if (sheet.armed?.windowId !== by.windowId)
        return refuse('not-allowed', `It is armed in another window, by ${sheet.armed?.name ?? 'somebody'}.`);
      return accept(undefined);
    },
    disarm: (planId, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      if (at.value.sheet.phase === 'armed') table.rest(at.value.sheet, 'read', null);
      return accept(undefined);
    },
    press: (input, caller) => table.attempted({ ...input, what: 'press' }, caller, press(input, caller)),
    letGo: ({ planId, commandId }, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet } = at.value;
      // After the hold there is nothing to let go of: undo is another key.
      if (sheet.phase === 'held' && sheet.pressed?.commandId === commandId) arm(sheet, sheet.pressed.by);
      return accept(undefined);
    },
    undo: (planId, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      if (sheet.phase === 'sent') return refuse('not-allowed', 'It has been sent; from now on it can only be taken back.');
      if (sheet.phase !== 'undo' && sheet.phase !== 'held') return refuse('not-allowed', 'There is nothing to undo.');
      table.letGo(sheet, 'read', `Undone by ${by.name}; nothing was sent.`, by);
      return accept(undefined);
    },
    windowClosed: (windowId) => {
      for (const sheet of table.all())
        if (sheet.armed?.windowId === windowId)
          table.letGo(sheet, 'read', 'The window in which it was armed was closed; nothing was sent.', sheet.armed);
    },
    letGoAll: (why) => {
      for (const sheet of table.all()) if (sheet.pressed !== null) table.letGo(sheet, 'read', why, sheet.pressed.by);
    },
  };
}
