import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { backToNow, useRoomRange } from '../../state/roomRange';
import { roomNow } from '../../state/windowConsole';
import { formatClock, formatDate } from '../format';

/** Says that curves show the past, and leads back; nothing while they follow the room's clock. */
export function PastChip({ timeZone }: { timeZone: string }): ReactNode {
  const text = useText();
  const { at } = useRoomRange();
  if (at === null) return null;
  const isToday = formatDate(at, timeZone) === formatDate(roomNow(), timeZone);
  const time = isToday ? formatClock(at, timeZone) : `${formatDate(at, timeZone).slice(5)} ${formatClock(at, timeZone)}`;
  return (
    <button type="button" className="button past-chip" onClick={backToNow}>
      <span className="num">{text('past.plate', { time })}</span>
      <span className="past-back">{text('past.back')}</span>
      <span className="keycap">Esc</span>
    </button>
  );
}
