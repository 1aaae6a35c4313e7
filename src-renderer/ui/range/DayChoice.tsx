import type { ReactNode } from 'react';
import type { SharedState } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { compareWithDay, useRoomRange } from '../../state/roomRange';
import { roomNow, useConsole } from '../../state/windowConsole';
import { formatDate } from '../format';

/** Four weeks, as far as the comparisons reach; the first row begins on the weekday of today. */
const daysMax = 28;
const dayMs = 86_400_000;

/** The past four weeks as a small calendar, newest first; the chosen day becomes a line of every curve. */
export function DayChoice(): ReactNode {
  const text = useText();
  const { chosenDay } = useRoomRange();
  const timeZone = useConsole(selectTimeZone);
  const today = Date.parse(formatDate(roomNow(), timeZone));
  // Dates, not moments: counted in UTC, no clock change can skip or repeat one.
  const days = Array.from({ length: daysMax }, (_, i) => new Date(today - (i + 1) * dayMs).toISOString().slice(0, 10));
  return (
    <div role="group" aria-label={text('range.compare')}>
      <p className="range-heading">
        {text('range.compare')}
        <button type="button" className="range-choice" aria-pressed={chosenDay === null} onClick={() => compareWithDay(null)}>
          {text('range.noDay')}
        </button>
      </p>
      <div className="range-days">
        {days.map((day) => (
          <button
            key={day}
            type="button"
            className="range-choice num"
            aria-pressed={day === chosenDay}
            aria-label={day}
            onClick={() => compareWithDay(day === chosenDay ? null : day)}
          >
            {day.slice(5)}
          </button>
        ))}
      </div>
    </div>
  );
}

function selectTimeZone(shared: SharedState): string {
  return shared.workspace['current']?.timeZone ?? 'UTC';
}
