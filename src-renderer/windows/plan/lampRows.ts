import type { SwitchView } from '../../../contract/protection';
import { isOn } from '../../protection/inForce';
import { observedLamps } from '../../protection/switchLamps';
import type { Lamp } from '../../ui/glyphs/LampGlyph';
import { planRows, stateOf, type PlanRow, type PlanSubject } from './planSubject';

/** The three lamps of one switch of the plan, before and after the click. */
export interface LampRow {
  readonly row: PlanRow;
  readonly wanted: { readonly lamp: Lamp; readonly said: 'due' | 'sent' | 'back' | 'never' };
  readonly written: {
    readonly lamp: Lamp;
    readonly said: 'present' | 'count' | 'back';
    /** Instances that were read back as wanted, of all. */
    readonly count: number;
    readonly of: number;
    /** Refused, unreachable or not in force after all. */
    readonly failed: number;
    /** When any of them was read last, room time. */
    readonly readAt: number | null;
  };
  readonly observed: { readonly lamp: Lamp; readonly view: SwitchView['observed'] | null };
}

export function lampRows(subject: PlanSubject): readonly LampRow[] {
  const isSent = subject.execution !== null;
  const isOver = subject.execution !== null && !isOn(subject.execution);
  return planRows(subject).map((row) => ({
    row,
    wanted: isOver && isUnsent(row) ? { lamp: 'empty', said: 'never' } : wantedOf(row, isSent),
    written: writtenOf(row, isSent),
    observed: observedOf(row, isSent),
  }));
}

function isUnsent({ writes }: Pick<PlanRow, 'writes'>): boolean {
  return writes.map(stateOf).every((state) => state === 'due' || state === 'left');
}

function wantedOf({ writes }: Pick<PlanRow, 'writes'>, isSent: boolean): LampRow['wanted'] {
  const states = writes.map(stateOf);
  if (!isSent || isUnsent({ writes })) return { lamp: 'target', said: 'due' };
  if (states.some((state) => state === 'back' || state === 'notBack') && states.every((state) => backStates.includes(state)))
    return { lamp: 'empty', said: 'back' };
  return { lamp: 'agrees', said: 'sent' };
}

/** What a switch is left with once its plan took it back. */
const backStates: readonly string[] = ['back', 'notBack', 'due', 'left', 'refused', 'unreachable'];

function writtenOf(row: PlanRow, isSent: boolean): LampRow['written'] {
  const states = row.writes.map(stateOf);
  const count = states.filter((state) => state === 'written').length;
  const failed = states.filter((state) => failedStates.includes(state)).length;
  const readAt = row.switch?.written.instances.reduce<number | null>((last, each) => latest(last, each.readAt), null) ?? null;
  const all = { count, of: row.writes.length, failed, readAt };
  if (!isSent || isUnsent(row)) return { ...all, lamp: 'empty', said: 'present' };
  if (wantedOf(row, isSent).said === 'back')
    return { ...all, lamp: states.includes('notBack') ? 'disagrees' : 'empty', said: 'back' };
  if (states.includes('unknown')) return { ...all, lamp: 'unknown', said: 'count' };
  if (count === states.length) return { ...all, lamp: 'agrees', said: 'count' };
  if (states.some((state) => state === 'sent')) return { ...all, lamp: 'waiting', said: 'count' };
  return { ...all, lamp: count === 0 ? 'disagrees' : 'half', said: 'count' };
}

const failedStates: readonly string[] = ['notApplied', 'refused', 'unreachable', 'notBack'];

function observedOf({ switch: view }: PlanRow, isSent: boolean): LampRow['observed'] {
  if (view === undefined) return { lamp: 'unknown', view: null };
  const { observed } = view;
  if (!isSent && observed.state !== 'unknown') return { lamp: 'empty', view: observed };
  return { lamp: observedLamps[observed.state], view: observed };
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
