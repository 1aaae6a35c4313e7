import type { SheetConflict, SheetWrite } from '../../../../contract/protection';
import type { SwitchSettings } from '../../../../contract/protectionSettings';
import type { Book } from '../book/book';
import { placeOf } from '../book/keptExecution';
import { topOf } from '../book/layers';

/** What a plan would meet: one line for each switch and what is the matter with it; pure. */
export function conflictsOf(
  writes: readonly SheetWrite[],
  switches: Readonly<Record<string, SwitchSettings>>,
  book: Book,
): SheetConflict[] {
  // A second step on the same switch meets only the first one.
  const first = new Map<string, SheetWrite>();
  for (const write of writes) if (!first.has(placeOf(write)) && write.failure === null) first.set(placeOf(write), write);
  const found = [...first.values()].flatMap((write) => {
    const settings = switches[write.switchId];
    return settings === undefined ? [] : conflictsAt(write, settings, book);
  });
  const keyOf = ({ kind, switchId, executionId }: SheetConflict): string => `${kind} ${switchId} ${executionId ?? ''}`;
  return [...new Map(found.map((conflict) => [keyOf(conflict), conflict])).values()];
}

function conflictsAt(write: SheetWrite, { name: switchName, usual }: SwitchSettings, book: Book): SheetConflict[] {
  const { switchId, present, wanted } = write;
  const stack = book.stacks.get(placeOf(write));
  const top = stack === undefined ? undefined : topOf(stack);
  const overlaps: SheetConflict[] = (stack?.layers ?? []).map(({ executionId }) => {
    const name = book.executions.get(executionId)?.view.name ?? switchName;
    return { kind: 'overlaps', switchId, executionId, name, present, wanted };
  });
  const should = top === undefined ? usual : top.value;
  const drift: SheetConflict[] =
    should === undefined || should === present
      ? []
      : [{ kind: 'drift', switchId, executionId: top?.executionId ?? null, name: switchName, present, wanted: should }];
  return [...runningOn(switchId, present, wanted, book), ...overlaps, ...drift];
}

/** Executions that are setting or taking back something of this switch at this moment, or whose state nobody knows. */
function runningOn(switchId: string, present: SheetWrite['present'], wanted: SheetWrite['wanted'], book: Book): SheetConflict[] {
  return [...book.executions.values()].flatMap(({ view, switches }) => {
    const under = ['running', 'reverting', 'unclear'].includes(view.phase);
    if (!under || !Object.hasOwn(switches, switchId)) return [];
    return [{ kind: 'running', switchId, executionId: view.id, name: view.name, present, wanted }];
  });
}
