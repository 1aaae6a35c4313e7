import type { ReactNode } from 'react';
import type { RoomClock, SharedState } from '../../../contract/state';
import type { Text } from '../../i18n/text';
import type { Language } from '../../../contract/choices';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { formatClock, formatSignedSkew } from '../format';
import { HealthGlyph } from '../glyphs/HealthGlyph';
import { skewText } from './skewText';

/** A jump of the room's clock is told for so long, room ms. */
const stepToldMs = 60_000;
const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The one clock of the room, with its error; and what makes it differ from the wall's. */
export function RoomClockFace({ timeZone }: { timeZone: string | null }): ReactNode {
  const text = useText();
  const clock = useConsole(selectClock);
  const roomAt = useRoomTick(1_000);
  const language = useLanguage();
  const zone = timeZone ?? localTimeZone;
  const skew = stepText(clock, roomAt, zone, text, language) ?? skewText(clock, text, language);
  return (
    <div className="header-part clock-part">
      {skew !== null && (
        <span className="skew">
          <HealthGlyph health="watch" size={16} />
          <span className="num">{skew}</span>
        </span>
      )}
      <time className="num clock">{formatClock(roomAt, zone)}</time>
      <span className="num clock-note">{clockNote(clock, text)}</span>
    </div>
  );
}

function clockNote(clock: RoomClock | null, text: Text): string {
  if (clock === null || clock.backendId === null) return text('clock.local');
  const error = text('clock.error', { seconds: (clock.errorMs / 1_000).toFixed(1) });
  return clock.rate === 1 ? error : `${text('clock.speed', { rate: clock.rate })} ${error}`;
}

function stepText(clock: RoomClock | null, roomAt: number, zone: string, text: Text, language: Language): string | null {
  const step = clock?.stepped ?? null;
  if (step === null || Math.abs(roomAt - step.at) > stepToldMs) return null;
  return text('clock.stepped', { by: formatSignedSkew(step.byMs, language), time: formatClock(step.at, zone) });
}

function selectClock(shared: SharedState): RoomClock | null {
  return shared.clock['room'] ?? null;
}
