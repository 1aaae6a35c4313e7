import type { ReactNode } from 'react';
import type { RoomClock, SharedState } from '../../../contract/state';
import type { Text } from '../../i18n/text';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { formatClock } from '../format';
import { HealthGlyph } from '../glyphs/HealthGlyph';

/** A workstation this far from the room's clock is said so: logs and phones beside it would not agree. */
const skewShownMs = 2_000;
const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The one clock of the room, with its error; and what makes it differ from the wall's. */
export function RoomClockFace({ timeZone }: { timeZone: string | null }): ReactNode {
  const text = useText();
  const clock = useConsole(selectClock);
  const roomAt = useRoomTick(1_000);
  const skew = skewText(clock, text);
  return (
    <div className="header-part clock-part">
      {skew !== null && (
        <span className="skew">
          <HealthGlyph health="watch" size={16} />
          <span className="num">{skew}</span>
        </span>
      )}
      <time className="num clock">{formatClock(roomAt, timeZone ?? localTimeZone)}</time>
      <span className="num clock-note">{clockNote(clock, text)}</span>
    </div>
  );
}

function clockNote(clock: RoomClock | null, text: Text): string {
  if (clock === null || clock.backendId === null) return text('clock.local');
  const error = text('clock.error', { seconds: (clock.errorMs / 1_000).toFixed(1) });
  return clock.rate === 1 ? error : `${text('clock.speed', { rate: clock.rate })} ${error}`;
}

function skewText(clock: RoomClock | null, text: Text): string | null {
  const offMs = clock?.workstationOffMs ?? null;
  if (offMs === null || Math.abs(offMs) < skewShownMs) return null;
  return text(offMs > 0 ? 'clock.fast' : 'clock.slow', { seconds: (Math.abs(offMs) / 1_000).toFixed(1) });
}

function selectClock(shared: SharedState): RoomClock | null {
  return shared.clock['room'] ?? null;
}
