import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import type { Slice } from '../../../contract/words';
import { AlarmChart } from '../../charts/alarm/AlarmChart';
import { useLanguage } from '../../i18n/useText';
import { alarmWhy } from '../../incidents/alarmWhy';
import { seriesName } from '../../incidents/seriesName';
import { formatChangeOrTimes } from '../../ui/format';
import { tellingRows, type AlarmRow } from './alarmRows';

const countMax = 3;

/** A few others beside the large picture: one of each kind of thing that alarms. A click makes one the large picture. */
export function SmallAlarms({
  workspace,
  rows,
  common,
  picked,
  onPick,
}: {
  workspace: WorkspaceView;
  rows: readonly AlarmRow[];
  common: Slice;
  picked: AlarmRow | null;
  onPick: (alarmId: string) => void;
}): ReactNode {
  const language = useLanguage();
  const shown = tellingRows(rows, common, countMax);
  if (shown.length === 0) return null;
  return (
    <div className="small-alarms">
      {shown.map(({ alarm, change }) => {
        const name = seriesName(workspace, alarm.metricId, alarm.slice, language);
        return (
          <button
            key={alarm.id}
            type="button"
            className="panel small-alarm"
            aria-pressed={alarm.id === picked?.alarm.id}
            onClick={() => onPick(alarm.id)}
          >
            <span className="small-alarm-head">
              <span className="small-alarm-name">{name}</span>
              <span className="num">{change === undefined ? '' : formatChangeOrTimes(change)}</span>
            </span>
            <span className="small-alarm-body">
              <AlarmChart
                panelId={`incident:small:${alarm.id}`}
                alarm={alarm}
                isActive={alarm.phase === 'active'}
                unit={workspace.metrics[alarm.metricId]?.unit ?? ''}
                name={alarmWhy(alarm, workspace, language)}
                isSmall
              />
            </span>
          </button>
        );
      })}
    </div>
  );
}
