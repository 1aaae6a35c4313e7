import type { Caller } from '../../../../contract/commands';
import type { SheetPhase } from '../../../../contract/protection';
import { accept, refuse, type Result } from '../../../../contract/result';
import type { bindSwitch, BoundSwitch, ExecutorWorld } from '../../../actions/protection/registry';
import type { Store } from '../../store';
import type { ExecutionsDesk } from '../executions/executions';
import type { ProtectionClock } from '../parts';
import { missing, viewSheet, type OpenSheet, type Person } from './openSheet';

/** The sheets that are open, as windows see them, and what all that is done with them has in common. */
export interface SheetTable {
  readonly clock: ProtectionClock;
  readonly executions: ExecutionsDesk;
  readonly all: () => OpenSheet[];
  add(sheet: OpenSheet): void;
  remove(sheet: OpenSheet): void;
  /** A person with a sheet. */
  at(planId: string, caller: Caller): Result<{ readonly sheet: OpenSheet; readonly by: Person }>;
  show(sheet: OpenSheet): void;
  /** Not armed, not held, nothing to be undone. */
  rest(sheet: OpenSheet, phase: SheetPhase, why: string | null): void;
  /** It has to be read again; what was approved counts no more. */
  stale(sheet: OpenSheet, why: string): void;
  dropApproval(sheet: OpenSheet): void;
  /** Not sent, whatever it was on the way to; what could be undone is told as undone. */
  letGo(sheet: OpenSheet, phase: SheetPhase, why: string, by: Person): void;
  bindOf(sheet: OpenSheet): (switchId: string) => BoundSwitch;
  /** Why this person, with what their window shows, may not go on; null when they may. */
  objection(sheet: OpenSheet, digest: string, by: Person): string | null;
  /** Whether it may be sent now; what the window shows was looked at before. */
  lacks(sheet: OpenSheet, by: Person): string | null;
  /** Whoever tried to execute something and was refused stands in the audit. */
  attempted(attempt: Attempted, caller: Caller, result: Result<void>): Result<void>;
  readonly close: () => void;
}
export interface Attempted {
  readonly what: 'press' | 'approve' | 'execute';
  readonly planId: string;
  readonly commandId: string | null;
}

export interface SheetTableSetup {
  readonly store: Store;
  readonly executions: ExecutionsDesk;
  readonly bindSwitch: typeof bindSwitch;
  readonly world: ExecutorWorld;
  readonly clock: ProtectionClock;
}

const tickMs = 1_000;

export function createSheetTable({ store, executions, clock, world, ...setup }: SheetTableSetup): SheetTable {
  const sheets = new Map<string, OpenSheet>();
  let cancelTick: (() => void) | null = null;

  function show(sheet: OpenSheet): void {
    if (sheets.get(sheet.planId) !== sheet) return;
    store.put('sheets', sheet.planId, viewSheet(sheet));
    if (cancelTick === null && sheet.deadlines.running()) cancelTick = clock.after(tickMs, tick);
  }

  /** Windows count on from what they were told; about once a second they are told again. */
  function tick(): void {
    cancelTick = null;
    for (const sheet of sheets.values()) if (sheet.deadlines.running()) show(sheet);
  }

  function rest(sheet: OpenSheet, phase: SheetPhase, why: string | null): void {
    sheet.deadlines.end('armed', 'hold', 'undo');
    if (phase !== 'read') sheet.deadlines.end('fresh');
    sheet.phase = phase;
    sheet.why = why;
    sheet.armed = null;
    sheet.pressed = null;
    show(sheet);
  }

  function dropApproval(sheet: OpenSheet): void {
    sheet.deadlines.end('approval');
    sheet.approval = null;
    sheet.breakGlass = null;
  }

  const lacks = (sheet: OpenSheet, by: Person): string | null => missing(sheet, by, runningOn(sheet, executions));

  return {
    clock,
    executions,
    all: () => [...sheets.values()],
    add: (sheet) => {
      sheets.set(sheet.planId, sheet);
      show(sheet);
    },
    remove: (sheet) => {
      sheet.deadlines.end('fresh', 'approval', 'armed', 'hold', 'undo');
      // Whoever is still reading it finds that it is gone.
      sheet.phase = 'stale';
      sheets.delete(sheet.planId);
      store.remove('sheets', sheet.planId);
    },
    at: (planId, caller) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      const sheet = sheets.get(planId);
      if (sheet === undefined) return refuse('not-found', `There is no sheet ${planId}; prepare the plan again.`);
      return accept({ sheet, by: person.value });
    },
    show,
    rest,
    stale: (sheet, why) => {
      dropApproval(sheet);
      rest(sheet, 'stale', why);
    },
    dropApproval,
    letGo: (sheet, phase, why, by) => {
      const { planId, pressed } = sheet;
      const undone = { kind: 'undone', commandId: pressed?.commandId ?? null, planId, why } as const;
      if (sheet.phase === 'undo') executions.journal.tell(undone, by);
      rest(sheet, phase, why);
    },
    bindOf: (sheet) => (switchId) => {
      const kept = sheet.switches[switchId];
      if (kept === undefined) throw new Error(`a plan must have its switch ${switchId}`);
      return setup.bindSwitch(kept.target, kept, world);
    },
    objection: (sheet, digest, by) => {
      if (sheet.phase === 'stale' || sheet.phase === 'failed') return sheet.why;
      if (sheet.phase === 'reading' || sheet.read === null) return 'It is still being read.';
      if (sheet.phase === 'sent') return 'It has been executed already; prepare it anew.';
      if (sheet.read.digest !== digest) return 'What this window shows is not what would be sent any more; read it again.';
      return lacks(sheet, by);
    },
    lacks,
    attempted: ({ what, planId, commandId }, caller, result) => {
      if (!result.ok) {
        const person = personOf(caller);
        const by = person.ok ? person.value : ({ kind: 'console' } as const);
        executions.journal.tell({ kind: 'refusedAttempt', commandId, what, of: planId, why: result.refusal.message }, by);
      }
      return result;
    },
    close: () => {
      cancelTick?.();
      for (const { deadlines } of sheets.values()) deadlines.end('fresh', 'approval', 'armed', 'hold', 'undo');
    },
  };
}

/** The signed-in person, as one who acts. */
export function personOf({ person, windowId }: Caller): Result<Person> {
  return person === null
    ? refuse('not-allowed', 'Nobody is signed in at this console; sign in with the role "operate" first.')
    : accept({ kind: 'person', personId: person.id, name: person.name, windowId });
}

/** The execution that is in the way on one of its switches. */
function runningOn(sheet: OpenSheet, { book }: ExecutionsDesk): string | null {
  const inTheWay = [...book().executions.values()].find(
    ({ view, switches }) =>
      ['running', 'reverting', 'unclear'].includes(view.phase) &&
      Object.keys(sheet.switches).some((id) => Object.hasOwn(switches, id)),
  );
  return inTheWay?.view.id ?? null;
}
