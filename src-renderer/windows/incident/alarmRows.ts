import type { Alarm } from '../../../contract/detection';
import type { Incident } from '../../../contract/incidents';
import type { WorkspaceView } from '../../../contract/state';
import { alarmGroup, alarmGroups, type AlarmGroup } from '../../incidents/alarmGroup';
import type { Slice } from '../../../contract/words';
import { isSameSlice } from '../../state/roomSelection';
import { changeFrom } from '../../ui/format';

/** One folded alarm as the table shows it; undefined where a number is not known. */
export interface AlarmRow {
  readonly alarm: Alarm;
  readonly group: AlarmGroup;
  readonly startedAt: number;
  readonly value: number | undefined;
  readonly expected: number | undefined;
  readonly change: number | undefined;
  readonly score: number;
  /** Orders lost per minute. */
  readonly loss: number | undefined;
}

/** The alarms of an incident that are still known, the leading one first. */
export function alarmRows(
  { alarmIds }: Pick<Incident, 'alarmIds'>,
  alarms: Readonly<Record<string, Alarm>>,
  workspace: Pick<WorkspaceView, 'metrics'>,
): readonly AlarmRow[] {
  return alarmIds.flatMap((id) => {
    const alarm = alarms[id];
    if (alarm === undefined) return [];
    return [
      {
        alarm,
        group: alarmGroup(alarm, workspace),
        startedAt: alarm.startedAt,
        value: alarm.value ?? undefined,
        expected: alarm.expected ?? undefined,
        change: changeFrom(alarm.expected, alarm.value) ?? undefined,
        score: alarm.phase === 'active' ? alarm.score : alarm.peakScore,
        loss: alarm.loss?.perMinute,
      },
    ];
  });
}

export type TableLine =
  | { readonly kind: 'group'; readonly group: AlarmGroup; readonly count: number; readonly active: number }
  | { readonly kind: 'row'; readonly row: AlarmRow };

/** Rows in their order, group by group, each group under a line of its own; what is over stands last in its group. */
export function tableLines(sorted: readonly AlarmRow[]): readonly TableLine[] {
  return alarmGroups.flatMap((group): TableLine[] => {
    const rows = sorted.filter((row) => row.group === group);
    if (rows.length === 0) return [];
    const lasting = rows.filter(({ alarm }) => alarm.phase !== 'ended');
    const over = rows.filter(({ alarm }) => alarm.phase === 'ended');
    return [
      { kind: 'group', group, count: rows.length, active: lasting.length },
      ...[...lasting, ...over].map((row): TableLine => ({ kind: 'row', row })),
    ];
  });
}

/**
 * A few that tell most beside the leading one: of every other group the one that is what all have in common, else the first; then
 * the next ones. The same ones for as long as they are known.
 */
export function tellingRows(rows: readonly AlarmRow[], common: Slice, count: number): readonly AlarmRow[] {
  const [lead, ...others] = rows;
  if (lead === undefined) return [];
  const isCommon = ({ alarm }: AlarmRow): boolean => isSameSlice(alarm.slice, common);
  const firsts = alarmGroups.flatMap((group) => {
    const rowsOf = others.filter((row) => row.group === group && group !== lead.group);
    return rowsOf.find(isCommon) ?? rowsOf[0] ?? [];
  });
  return [...new Set([...firsts, ...others])].slice(0, count);
}
