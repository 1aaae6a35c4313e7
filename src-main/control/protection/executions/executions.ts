import type { EndCause, Execution, ExecutionPhase, PlanSheet } from '../../../../contract/protection';
import type { PlanSettings } from '../../../../contract/protectionSettings';
import { accept, refuse, type Result } from '../../../../contract/result';
import type { bindSwitch, ExecutorWorld, Reading } from '../../../actions/protection/registry';
import { emptyBook, followBook, isOver, layersOf, wantedOf, type Book } from '../book/book';
import { createJournal, ourRecords, type AuditStore, type Journal } from '../book/journal';
import type { AuditRecord, Draft, KeptSwitch } from '../book/records';
import type { Actor, Executions, ProtectionClock, Traffic } from '../parts';
import { enterPhase, keptOf, type ExecutionContext } from './context';
import { createLanes } from './lanes';
import { reapplyFor, topmostOn } from './reapply';
import { recover } from './recover';
import { renewThere } from './renewThere';
import { releaseShare } from './release';
import { runSteps } from './runSteps';
import type { CrashPoint } from './sendRound';
import { takeBack } from './takeBack';
import { createTellings } from './tellings';
import { createTurns, type Turn } from './turns';

export interface ExecutionsSetup {
  readonly audit: AuditStore;
  readonly bindSwitch: typeof bindSwitch;
  readonly world: ExecutorWorld;
  readonly clock: ProtectionClock;
  readonly traffic: Traffic;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  readonly reached: (point: CrashPoint) => void;
}

/** What was read, clicked and is to be done now. */
export interface Order {
  readonly sheet: PlanSheet;
  readonly plan: PlanSettings;
  readonly switches: Readonly<Record<string, KeptSwitch>>;
  readonly commandId: string;
  readonly known: ReadonlyMap<string, Reading>;
  readonly clickedMs: number;
}

/** What the desk needs of executions beside what everybody may. */
export interface ExecutionsDesk extends Executions {
  readonly book: () => Book;
  readonly journal: Journal;
  /** Asked, on the disk, and under way when it answers; it goes on by itself. */
  execute(order: Order, by: Actor): Result<void>;
  settle(executionId: string, as: 'continue' | 'revert' | 'leave', by: Actor): Promise<Result<void>>;
  /** What was under way at the last end is told as unclear and read; nothing is sent. */
  readonly recover: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createExecutions(setup: ExecutionsSetup): ExecutionsDesk {
  const { audit, clock, world, traffic, log, reached } = setup;
  const turns = createTurns();
  let book: Book = ourRecords(audit.records).reduce(followBook, emptyBook);
  const tellings = createTellings(() => book, clock);
  const { find } = tellings;
  const journal = createJournal({ audit, clock, follow, log });
  const context: ExecutionContext = {
    sending: { journal, clock, reached },
    lanes: createLanes(),
    book: () => book,
    traffic,
    bind: ({ switches }, switchId) => {
      const kept = switches[switchId];
      if (kept === undefined) throw new Error(`an execution must have its switch ${switchId}`);
      return setup.bindSwitch(kept.target, kept, world);
    },
  };

  function follow(record: AuditRecord): void {
    book = followBook(book, record);
    if (!('executionId' in record)) return;
    if (record.kind === 'renewed' || record.kind === 'phase') tellings.forgetLease(record.executionId);
    tellings.announce(record.executionId);
  }

  /** One act on an execution in one of these phases. */
  async function act(
    executionId: string,
    what: 'run' | 'release' | 'reapply' | 'revert',
    may: (execution: Execution) => boolean,
    work: (turn: Turn) => Promise<void>,
  ): Promise<Result<void>> {
    const found = find(executionId);
    if (found === undefined) return refuse('not-found', `There is no execution ${executionId}; the audit may still have it.`);
    if (!may(found)) return refuse('not-allowed', `${executionId} is ${found.phase}; this cannot be done with it now.`);
    try {
      return await turns.take(executionId, what, work);
    } catch (error) {
      const why = sentence(error);
      log('error', `${what} of ${executionId}: ${why}`);
      return refuse('unavailable', why);
    }
  }

  async function endOf(executionId: string, acted: Promise<Result<void>>): Promise<Result<void>> {
    const result = await acted;
    const after = find(executionId);
    return result.ok && after?.phase === 'stuck' ? refuse('unavailable', after.why ?? 'Not all of it was taken back.') : result;
  }

  const revert = (executionId: string, cause: EndCause, why: string, by: Actor): Promise<Result<void>> =>
    endOf(
      executionId,
      act(
        executionId,
        'revert',
        ({ phase }) => !isOver(phase) && mayAct(phase, by),
        // What was under way may have ended by taking itself back.
        async () =>
          isOver(keptOf(context, executionId).view.phase) ? undefined : takeBack(context, executionId, cause, why, by),
      ),
    );

  const release = (executionId: string, share: number, cause: EndCause, by: Actor): Promise<Result<void>> =>
    endOf(
      executionId,
      act(
        executionId,
        'release',
        ({ phase, lease }) =>
          mayAct(phase, by) &&
          ['verifying', 'inForce', 'releasing', 'stopped', 'unclear'].includes(phase) &&
          share >= 1 - (lease?.share ?? 1),
        () => releaseShare(context, executionId, share, cause, by),
      ),
    );

  function run(executionId: string, of: Parameters<typeof runSteps>[1], by: Actor): void {
    const ran = turns.take(executionId, 'run', (turn) => runSteps(context, of, turn, by));
    ran.catch((error: unknown) => {
      const why = sentence(error);
      log('error', `execution ${executionId}: ${error instanceof Error ? (error.stack ?? why) : why}`);
      enterPhase(context, executionId, 'stopped', { cause: 'fall', why: `It stopped inside the console: ${why}` }, by);
    });
  }

  return {
    book: () => book,
    journal,
    all: tellings.all,
    find,
    planOf: (executionId) => book.executions.get(executionId)?.plan,
    onChange: tellings.onChange,
    wantedOf: (switchId) => wantedOf(book, switchId),
    execute: ({ sheet, plan, switches, commandId, known, clickedMs }, by) => {
      const executionId = sheet.planId;
      const asked: Draft = { kind: 'asked', executionId, commandId, sheet, plan, switches };
      reached('run.asked.before');
      try {
        journal.must(asked, by);
      } catch (error) {
        return refuse('unavailable', sentence(error));
      }
      reached('run.asked.after');
      run(executionId, { executionId, direction: 'forward', known, clickedMs }, by);
      return accept(undefined);
    },
    revert,
    release,
    reapply: async (switchId, by) => {
      const executionIds = topmostOn(context, switchId);
      if (executionIds.length === 0) return refuse('not-found', `No plan in force wants anything of the switch ${switchId}.`);
      const failures: string[] = [];
      for (const executionId of executionIds) {
        const acted = await act(
          executionId,
          'reapply',
          ({ phase }) => ['verifying', 'inForce', 'releasing', 'stopped'].includes(phase),
          async () => void failures.push(...(await reapplyFor(context, executionId, switchId, by))),
        );
        if (!acted.ok) return acted;
      }
      return failures.length === 0 ? accept(undefined) : refuse('unavailable', `Not everywhere: ${failures.join(' ')}`);
    },
    renew: async (executionId, leftMs, by) => {
      const kept = book.executions.get(executionId);
      if (kept === undefined || kept.view.lease === null) return refuse('not-found', `${executionId} has no lease to renew.`);
      try {
        journal.must({ kind: 'renewed', executionId, leaseMs: leftMs }, by);
      } catch (error) {
        return refuse('unavailable', sentence(error));
      }
      const failures = await renewThere(context, kept, leftMs);
      return failures.length === 0
        ? accept(undefined)
        : refuse('unavailable', `Renewed here, but not where it would let go by itself: ${failures.join(' ')}`);
    },
    settle: async (executionId, as, by) => {
      const kept = book.executions.get(executionId);
      if (kept === undefined) return refuse('not-found', `There is no execution ${executionId}.`);
      const { view, fellIn, plan } = kept;
      if (!['unclear', 'stopped', 'stuck'].includes(view.phase))
        return refuse('not-allowed', `${executionId} is ${view.phase}: there is nothing to settle.`);
      if (as === 'revert' || (as === 'continue' && (fellIn === 'reverting' || view.phase === 'stuck')))
        return revert(executionId, 'person', `${by.kind === 'person' ? by.name : 'The console'} takes it back.`, by);
      if (as === 'continue' && fellIn === 'releasing') return release(executionId, 1 - (view.lease?.share ?? 0), 'person', by);
      const busy = turns.busy(executionId);
      if (busy !== null) return refuse('unavailable', busy);
      if (as === 'continue') {
        enterPhase(context, executionId, 'running', {}, by);
        run(executionId, { executionId, direction: 'continue', known: new Map(), clickedMs: null }, by);
        return accept(undefined);
      }
      const held = layersOf(book, executionId).length > 0 && view.phase !== 'stuck';
      const why = held ? 'Left as it is.' : 'Left as it is; this console wants nothing of it any more.';
      enterPhase(context, executionId, held ? 'inForce' : 'reverted', held ? { why, leaseMs: plan.lease } : { why }, by);
      return accept(undefined);
    },
    tellEffect: (executionId, effect) => {
      if (tellings.tellEffect(executionId, effect)) journal.tell({ kind: 'effect', executionId, effect }, { kind: 'console' });
      else tellings.announce(executionId);
    },
    settleInForce: (executionId) => {
      if (find(executionId)?.phase === 'verifying') enterPhase(context, executionId, 'inForce', {}, { kind: 'console' });
    },
    tellLease: tellings.tellLease,
    recover: () => recover(context),
    close: () => turns.stopAll(),
  };
}

/** After a fall nothing is sent before a person has said how it goes on. */
function mayAct(phase: ExecutionPhase, by: Actor): boolean {
  return phase !== 'unclear' || by.kind === 'person';
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
