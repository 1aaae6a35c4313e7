import type { CSSProperties, ReactNode } from 'react';
import type { Alarm } from '../../../contract/detection';
import type { Text } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { valueText } from '../../incidents/alarmWhy';
import { absent, formatChangeOrTimes, formatClock, formatCount, formatTimeOfDay, formatTimes } from '../../ui/format';
import { DirectionGlyph } from '../../incidents/DirectionGlyph';
import type { AlarmRow } from './alarmRows';

/** One folded alarm; greyed once it has ended. */
export function AlarmTableRow({
  row,
  name,
  unit,
  timeZone,
  place,
  isPicked,
  onPick,
}: {
  row: AlarmRow;
  name: string;
  unit: string;
  timeZone: string;
  place: CSSProperties;
  isPicked: boolean;
  onPick: (alarmId: string) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { alarm, value, expected, change, score, loss } = row;
  return (
    <div
      role="row"
      className={`alarm-grid alarm-row ${alarm.phase}${isPicked ? ' picked' : ''}`}
      style={place}
      aria-selected={isPicked}
      data-alarm={alarm.id}
      onClick={() => onPick(alarm.id)}
    >
      <span role="gridcell" className="alarm-cell glyph-cell">
        <DirectionGlyph
          direction={alarm.direction}
          isQuiet={alarm.phase !== 'active'}
          label={text(`direction.${alarm.direction}`)}
        />
      </span>
      <span role="gridcell" className="alarm-cell name" title={name} data-drops-whole="">
        {name}
      </span>
      <span role="gridcell" className="alarm-cell num startedAt">
        {formatClock(alarm.startedAt, timeZone)}
      </span>
      <span role="gridcell" className="alarm-cell shape">
        {text(`shape.${alarm.shape}`)}
      </span>
      <span role="gridcell" className="alarm-cell num value">
        {valueText(value ?? null, unit, language)}
      </span>
      <span role="gridcell" className="alarm-cell num expected">
        {valueText(expected ?? null, unit, language)}
      </span>
      <span role="gridcell" className="alarm-cell num change">
        {change === undefined ? absent : formatChangeOrTimes(change)}
      </span>
      <span role="gridcell" className="alarm-cell num score">
        {formatTimes(score)}×
      </span>
      <span role="gridcell" className="alarm-cell num loss">
        {loss === undefined ? '' : formatCount(loss, language)}
      </span>
      <span role="gridcell" className="alarm-cell state num">
        {stateText(alarm, text, timeZone)}
      </span>
    </div>
  );
}

function stateText({ phase, endedAt, flapping, forecast }: Alarm, text: Text, timeZone: string): string {
  if (phase === 'ended' && endedAt !== null) return text('alarms.state.ended', { time: formatTimeOfDay(endedAt, timeZone) });
  if (flapping) return text('alarms.state.flapping');
  if (forecast !== null) return text('alarms.state.forecast');
  return text(phase === 'recovering' ? 'alarms.state.recovering' : 'alarms.state.active');
}
