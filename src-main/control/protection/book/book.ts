import { executionsMax, type ExecutionPhase } from '../../../../contract/protection';
import type { SwitchValue } from '../../../../contract/protectionSettings';
import { beginExecution, followExecution, placeOf, type KeptExecution } from './keptExecution';
import { withLayer, withoutLayer, topOf, type Stack } from './layers';
import type { AuditRecord, FurtherRecord, RecordOf } from './records';

/** What the records say: the executions that still matter, what each switch is wanted to be where, and every command that was given. */
export interface Book {
  /** In the order in which they were asked. */
  readonly executions: ReadonlyMap<string, KeptExecution>;
  /** Key: `placeOf`. */
  readonly stacks: ReadonlyMap<string, Stack>;
  /** Of everything ever asked: the same command a second time changes nothing. */
  readonly commandIds: ReadonlySet<string>;
}

export const emptyBook: Book = { executions: new Map(), stacks: new Map(), commandIds: new Set() };

/** Pure: the former book stays as it is. */
export function followBook(book: Book, record: AuditRecord): Book {
  switch (record.kind) {
    case 'asked':
      return {
        ...book,
        executions: forgetOldest(new Map(book.executions).set(record.executionId, beginExecution(record))),
        commandIds: new Set(book.commandIds).add(record.commandId),
      };
    case 'command':
      return { ...book, commandIds: new Set(book.commandIds).add(record.commandId) };
    case 'approved':
    case 'brokeGlass':
    case 'refusedAttempt':
    case 'undone':
      return book;
    case 'sending':
    case 'answered':
    case 'readBack':
    case 'step':
    case 'guard':
    case 'phase':
    case 'renewed':
    case 'effect':
      return followOne(book, record);
  }
}

export function isOver(phase: ExecutionPhase): boolean {
  return phase === 'released' || phase === 'reverted';
}

/** Where this execution still wants something of a switch. */
export function layersOf(book: Book, executionId: string): { place: string; stack: Stack }[] {
  return [...book.stacks].flatMap(([place, stack]) =>
    stack.layers.some((layer) => layer.executionId === executionId) ? [{ place, stack }] : [],
  );
}

/** What the topmost plan wants at each instance of a switch. */
export function wantedOf(
  book: Book,
  switchId: string,
): ReadonlyMap<string, { readonly value: SwitchValue; readonly executionId: string }> {
  const wanted = new Map<string, { readonly value: SwitchValue; readonly executionId: string }>();
  for (const [place, stack] of book.stacks) {
    const top = topOf(stack);
    if (place.startsWith(`${switchId} `) && top !== undefined)
      wanted.set(place.slice(switchId.length + 1), { value: top.value, executionId: top.executionId });
  }
  return wanted;
}

function followOne(book: Book, record: FurtherRecord): Book {
  const before = book.executions.get(record.executionId);
  if (before === undefined) return book;
  const after = followExecution(before, record);
  const executions = new Map(book.executions).set(record.executionId, after);
  return { ...book, executions, stacks: followStacks(book, record, before, after) };
}

/**
 * A layer lies there from before it is sent, since from then on it may be in force. It is gone when a read shows that it is, when
 * nothing was sent after all, and when its execution is over.
 */
function followStacks(
  book: Book,
  record: FurtherRecord,
  before: KeptExecution,
  after: KeptExecution,
): ReadonlyMap<string, Stack> {
  if (record.kind === 'sending') return sendingStacks(book.stacks, record);
  const gone =
    record.kind === 'readBack' && before.open?.sendId === record.sendId
      ? goneAfterRead(before, after)
      : record.kind === 'phase' && isOver(record.phase)
        ? layersOf(book, record.executionId).map(({ place }) => place)
        : [];
  if (gone.length === 0) return book.stacks;
  const stacks = new Map(book.stacks);
  for (const place of gone) removeLayer(stacks, place, record.executionId);
  return stacks;
}

function sendingStacks(before: ReadonlyMap<string, Stack>, record: RecordOf<'sending'>): ReadonlyMap<string, Stack> {
  const stacks = new Map(before);
  for (const write of record.writes) {
    const place = placeOf(write);
    if (write.layer !== null) {
      const moved = record.direction === 'release' || record.direction === 'reapply';
      stacks.set(place, withLayer(stacks.get(place), record.executionId, write.layer.value, write.present, moved));
    } else if (write.request === '') removeLayer(stacks, place, record.executionId);
  }
  return stacks;
}

function goneAfterRead({ open }: KeptExecution, { view }: KeptExecution): string[] {
  const state = new Map(view.writes.map((write) => [`${write.stepId} ${placeOf(write)}`, write.state]));
  return (open?.writes ?? []).flatMap((write) => {
    const now = state.get(`${write.stepId} ${placeOf(write)}`);
    const neverSent =
      (open?.direction === 'forward' || open?.direction === 'continue') && (now === 'refused' || now === 'unreachable');
    return now === 'back' || neverSent ? [placeOf(write)] : [];
  });
}

function removeLayer(stacks: Map<string, Stack>, place: string, executionId: string): void {
  const left = withoutLayer(stacks.get(place), executionId);
  if (left === undefined) stacks.delete(place);
  else stacks.set(place, left);
}

/** Those that are over, oldest first; the audit keeps them all. */
function forgetOldest(executions: Map<string, KeptExecution>): Map<string, KeptExecution> {
  for (const [id, { view }] of executions) {
    if (executions.size <= executionsMax) break;
    if (isOver(view.phase)) executions.delete(id);
  }
  return executions;
}
