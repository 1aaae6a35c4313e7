import { useMemo, type ReactNode } from 'react';
import type { CsvTable } from '../../export/csv';
import type { ExportOffer } from '../../export/exportOffer';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { formatIsoLocal } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { AlarmTable } from './AlarmTable';
import type { AlarmRow } from './alarmRows';
import type { IncidentPartProps } from './IncidentBody';

export interface AlarmsProps extends IncidentPartProps {
  readonly rows: readonly AlarmRow[];
  readonly picked: AlarmRow | null;
  readonly onPick: (alarmId: string) => void;
}

/** All that was folded into one incident, so that nobody has to take the folding on trust. */
export function AlarmsPanel(props: AlarmsProps): ReactNode {
  const { workspace, incident, rows } = props;
  const text = useText();
  const language = useLanguage();
  const gone = incident.alarmCount - rows.length;
  const title = text('alarms.title');
  const offer = useMemo<ExportOffer>(
    () => ({
      title: `${title} ${incident.id}`,
      source: () => ({ sampleAt: incident.updatedAt, backendIds: [...new Set(rows.map(({ alarm }) => alarm.backendId))] }),
      table: () => alarmsCsv(workspace.timeZone, rows),
      selection: null,
    }),
    [title, incident, rows, workspace.timeZone],
  );
  return (
    <Panel
      className="alarms-panel"
      title={title}
      second={<span className="english-second">{textOf(otherLanguage(language))('alarms.title')}</span>}
      side={
        <span className="num">
          {text('alarms.note', { count: incident.alarmCount, active: incident.activeCount })}
          {gone > 0 && ` · ${text('alarms.gone', { count: gone })}`}
        </span>
      }
      offer={offer}
    >
      {rows.length === 0 ? <p className="faint alarms-none">{text('alarms.none')}</p> : <AlarmTable {...props} />}
    </Panel>
  );
}

/** Ids as the workspace has them, for programs. */
export function alarmsCsv(timeZone: string, rows: readonly AlarmRow[]): CsvTable {
  const time = (at: number | null): string | null => (at === null ? null : formatIsoLocal(at, timeZone));
  return {
    header: [
      ...['metric', 'slice', 'traffic', 'direction', 'shape', 'phase', 'startedAt', 'raisedAt', 'endedAt'],
      ...['value', 'expected', 'low', 'high', 'score', 'peakScore', 'lostPerMinute', 'lostSoFar'],
    ],
    rows: rows.map(({ alarm }) => [
      ...[alarm.metricId, JSON.stringify(alarm.slice), alarm.traffic, alarm.direction, alarm.shape, alarm.phase],
      ...[time(alarm.startedAt), time(alarm.raisedAt), time(alarm.endedAt), alarm.value, alarm.expected, alarm.low, alarm.high],
      ...[alarm.score, alarm.peakScore, alarm.loss?.perMinute ?? null, alarm.loss?.soFar ?? null],
    ]),
  };
}
