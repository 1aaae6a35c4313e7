import { randomBytes } from 'node:crypto';
import { sheetFreshMs, sheetsMax } from '../../../../contract/protection';
import { accept, refuse } from '../../../../contract/result';
import type { OpenedWorkspace } from '../../workspaceFile/workspaceSession';
import type { ProtectionDesk, Traffic } from '../parts';
import { createApprovals, type Vouch } from './approvals';
import { createClick, type Click } from './click';
import { openSheet, type OpenSheet } from './openSheet';
import { readPlan } from './readPlan';
import { resolveParameters } from './resolveParameters';
import { createSheetTable, personOf, type SheetTableSetup } from './sheetTable';

export interface SheetsSetup extends SheetTableSetup {
  readonly traffic: Traffic;
  readonly vouch: Vouch;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

/** From a plan of the file to its execution. */
export interface Sheets
  extends Click, Pick<ProtectionDesk, 'prepare' | 'readAgain' | 'setReason' | 'approve' | 'breakGlass' | 'putAway'> {
  begin(opened: OpenedWorkspace): void;
  readonly close: () => void;
}

const otherFile = 'The workspace file was read anew since; prepare the plan again, with what it is now.';
const onItsWay = ['held', 'undo', 'sent'];

export function createSheets({ traffic, vouch, log, ...setup }: SheetsSetup): Sheets {
  const table = createSheetTable(setup);
  const { clock, executions } = table;
  let opened: OpenedWorkspace | null = null;

  async function read(sheet: OpenSheet, { workspace }: OpenedWorkspace): Promise<void> {
    table.dropApproval(sheet);
    table.rest(sheet, 'reading', null);
    const { planKey, plan, parameters } = sheet;
    const of = { planKey, plan, parameters, workspace, bind: table.bindOf(sheet), traffic, book: executions.book, clock };
    const found = await readPlan(of).catch((error: unknown) => {
      log('error', `reading ${planKey}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return 'It could not be read for a reason inside the console; the log file has the details.';
    });
    // Put away, or stale, while it was read.
    if (sheet.phase !== 'reading') return;
    if (typeof found === 'string') return table.rest(sheet, 'failed', found);
    sheet.read = found;
    sheet.readAt = clock.roomNow() ?? clock.wallMs();
    sheet.deadlines.begin('fresh', sheetFreshMs, () => {
      // What can still be undone is looked at again right before it is sent.
      if (sheet.phase !== 'undo') table.stale(sheet, `It was read more than ${sheetFreshMs / 1_000} s ago; read it again.`);
    });
    table.rest(sheet, 'read', null);
  }

  function forgetOldest(): void {
    const idle = table.all().filter(({ phase }) => !['reading', 'armed', 'held', 'undo'].includes(phase));
    for (const sheet of idle.slice(0, Math.max(0, table.all().length - sheetsMax))) table.remove(sheet);
  }

  return {
    ...createClick(table),
    ...createApprovals(table, vouch),
    begin: (now) => {
      opened = now;
      for (const sheet of table.all()) {
        if (sheet.phase === 'sent') continue;
        if (sheet.pressed !== null) table.letGo(sheet, 'stale', otherFile, sheet.pressed.by);
        table.stale(sheet, otherFile);
      }
    },
    prepare: async ({ planKey, parameters, incidentId }, caller) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      const plans = opened?.workspace.plans ?? {};
      const plan = Object.hasOwn(plans, planKey) ? plans[planKey] : undefined;
      if (opened === null || plan === undefined) return refuse('not-found', `The workspace has no plan "${planKey}".`);
      const resolved = resolveParameters(plan, parameters);
      if (!resolved.ok) return resolved;
      const taken = new Set([...table.all().map(({ planId }) => planId), ...executions.book().executions.keys()]);
      const planId = freeId(planKey, taken);
      const of = { planId, planKey, plan, parameters: resolved.value, incidentId, preparedBy: person.value.name };
      const sheet = openSheet(of, opened.workspace, clock);
      table.add(sheet);
      forgetOldest();
      // Its end is told in the sheet.
      void read(sheet, opened);
      return accept({ planId });
    },
    readAgain: async (planId, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet } = at.value;
      if (sheet.phase === 'reading' || onItsWay.includes(sheet.phase))
        return refuse('not-allowed', 'It is on its way, or being read already.');
      if (opened === null || opened.workspace.plans[sheet.planKey] !== sheet.plan) return refuse('not-allowed', otherFile);
      await read(sheet, opened);
      return accept(undefined);
    },
    setReason: (planId, reason, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet } = at.value;
      if (onItsWay.includes(sheet.phase)) return refuse('not-allowed', 'It is on its way already.');
      sheet.reason = reason;
      table.show(sheet);
      return accept(undefined);
    },
    putAway: (planId, caller) => {
      const at = table.at(planId, caller);
      if (!at.ok) return at;
      const { sheet, by } = at.value;
      if (sheet.pressed !== null) table.letGo(sheet, 'read', 'Put away; nothing was sent.', by);
      table.remove(sheet);
      return accept(undefined);
    },
    close: table.close,
  };
}

function freeId(planKey: string, taken: ReadonlySet<string>): string {
  for (;;) {
    const id = `${planKey}-${randomBytes(2).toString('hex')}`;
    if (!taken.has(id)) return id;
  }
}
