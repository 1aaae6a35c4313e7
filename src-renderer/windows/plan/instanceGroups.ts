import { planRows, stateOf, type AnyWrite, type PlanSubject } from './planSubject';

export type Cell = 'answers' | 'silent' | 'sent' | 'written' | 'failed' | 'unknown' | 'back';

/** The instances of one target with the worst that any of the plan's switches is there. */
export interface InstanceGroup {
  readonly targetId: string;
  /** Where its switches work, when all of them work there. */
  readonly on: string | null;
  readonly cells: readonly { readonly instance: string; readonly cell: Cell; readonly why: string | null }[];
  /** Those that cannot be reached, by name. */
  readonly silent: readonly string[];
}

interface CellNow {
  readonly cell: Cell;
  readonly why: string | null;
}

/** Worst last. */
const order: readonly Cell[] = ['answers', 'back', 'written', 'sent', 'unknown', 'silent', 'failed'];

export function instanceGroups(subject: PlanSubject): readonly InstanceGroup[] {
  const groups = new Map<string, { on: string | null; cells: Map<string, CellNow> }>();
  for (const row of planRows(subject)) {
    const targetId = row.switch?.targetId ?? row.switchId;
    const group = groups.get(targetId) ?? { on: row.switch?.on ?? null, cells: new Map<string, CellNow>() };
    if (group.on !== (row.switch?.on ?? null)) group.on = null;
    groups.set(targetId, group);
    for (const write of row.writes) {
      const now = cellOf(write);
      const before = group.cells.get(write.instance);
      if (before === undefined || order.indexOf(now.cell) > order.indexOf(before.cell)) group.cells.set(write.instance, now);
    }
  }
  return [...groups].map(([targetId, { on, cells }]) => {
    const all = [...cells].map(([instance, each]) => ({ instance, ...each }));
    return {
      targetId,
      on,
      cells: all,
      silent: all.filter(({ cell }) => cell === 'silent').map(({ instance }) => instance),
    };
  });
}

function cellOf(write: AnyWrite): CellNow {
  const why = ('says' in write ? write.says : null) ?? write.failure;
  switch (stateOf(write)) {
    case 'due':
    case 'left':
      return { cell: write.failure === null ? 'answers' : 'silent', why };
    case 'sent':
      return { cell: 'sent', why };
    case 'written':
      return { cell: 'written', why };
    case 'unreachable':
      return { cell: 'silent', why };
    case 'notApplied':
    case 'refused':
    case 'notBack':
      return { cell: 'failed', why };
    case 'unknown':
      return { cell: 'unknown', why };
    case 'back':
      return { cell: 'back', why };
  }
}
