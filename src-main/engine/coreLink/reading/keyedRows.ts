import { edgeIdOf, placeIdOf } from '../../../../contract/coreLink';
import type { SpanRows } from '../../asking/spanRows';
import type { NodeNames } from '../nodeNames';
import type { Question } from './measureQuestions';

/** Values by place id (by `idc` and instance for those), in the units of `Measured`. */
export type KeyedRows = ReadonlyMap<string, number>;

export type KeyRows = (question: Question, rows: SpanRows) => KeyedRows;

/** Rows by the places they are of; those of nobody's node are left out. The same rows are read once. */
export function createKeyRows(names: NodeNames): KeyRows {
  const known = new WeakMap<SpanRows, KeyedRows>();
  return (question, rows) => {
    const before = known.get(rows);
    if (before !== undefined) return before;
    const keyed = new Map<string, number>();
    for (const { key, value } of rows.values()) {
      const id = placeOf(question, key, names);
      // Two names for one node are one row: which one a server answers first must not matter more than that.
      if (id !== null && !keyed.has(id)) keyed.set(id, value * question.scale);
    }
    known.set(rows, keyed);
    return keyed;
  };
}

export function instanceKey(idc: string, instance: string): string {
  return `${idc}\u0000${instance}`;
}

function placeOf({ split, at }: Question, key: readonly string[], names: NodeNames): string | null {
  if (split === 'instance') return instanceKey(key[at.idc] ?? '', key[at.instance] ?? '');
  const id = at.node >= 0 ? names(key[at.node] ?? '') : edgeOf(names(key[at.from] ?? ''), names(key[at.to] ?? ''));
  return id === null || split === 'whole' ? id : placeIdOf(id, key[at.idc] ?? '');
}

function edgeOf(from: string | null, to: string | null): string | null {
  return from === null || to === null ? null : edgeIdOf(from, to);
}
