import type { ReactNode } from 'react';
import type { Alarm } from '../../../contract/detection';
import { WallChart } from '../../charts/WallChart';
import { exportable } from '../../export/exportable';
import { useChartOffer } from '../../export/useChartOffer';
import { useLanguage, useText } from '../../i18n/useText';
import { DirectionGlyph } from '../../incidents/DirectionGlyph';
import { selectAlarms } from '../../incidents/selectIncidents';
import { seriesAlarm } from '../../incidents/seriesAlarm';
import { isSameSlice, selectInRoom, useRoomSelection } from '../../state/roomSelection';
import { useConsole } from '../../state/windowConsole';
import { openDrill } from '../../ui/actions';
import type { WallCell } from './composeWall';

/** One chart of the grid: a click selects it for the room, a second one or Enter enlarges it, E hands it out. */
export function WallCellCard({
  cell,
  isFocused,
  onFocus,
  onEnlarge,
}: {
  cell: WallCell;
  isFocused: boolean;
  onFocus: () => void;
  onEnlarge: () => void;
}): ReactNode {
  const name = cell.name[useLanguage()];
  const { panelId, metricId, slice, traffic, unit } = cell;
  const selection = useRoomSelection();
  const isSelected = selection?.metricId === metricId && isSameSlice(selection.slice, slice);
  const alarm = seriesAlarm(useConsole(selectAlarms), metricId, slice);
  const exporting = exportable(useChartOffer({ panelId, title: name, unit, metricId, slice }));
  return (
    <div
      {...exporting}
      className={alarm === null ? 'wall-cell' : `wall-cell alarmed ${alarm.phase}`}
      data-cell=""
      role="button"
      aria-label={name}
      aria-pressed={isSelected}
      tabIndex={isFocused ? 0 : -1}
      onFocus={onFocus}
      onClick={() => selectInRoom(isSelected ? null : { metricId, slice, against: null })}
      onDoubleClick={onEnlarge}
      onKeyDown={(event) => {
        exporting.onKeyDown(event);
        if (event.key.toLowerCase() === 'd' && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          openDrill(metricId, slice);
        }
        if (event.key !== 'Enter') return;
        // Else the same key press would go on to the button that the large chart focuses.
        event.preventDefault();
        onEnlarge();
      }}
    >
      <WallChart panelId={panelId} metricId={metricId} slice={slice} traffic={traffic} name={name} unit={unit} />
      {alarm !== null && <AlarmMark alarm={alarm} />}
    </div>
  );
}

/** Which way and in which shape it left its band; the cell stays where it is, because a wall is read by places. */
function AlarmMark({ alarm: { direction, shape, phase } }: { alarm: Alarm }): ReactNode {
  const text = useText();
  return (
    <span className="cell-alarm" data-cell-alarm={shape}>
      <DirectionGlyph direction={direction} isQuiet={phase !== 'active'} label={text(`direction.${direction}`)} />
      <span>{text(`shape.${shape}`)}</span>
    </span>
  );
}
