import { useId, useRef, type ReactNode } from 'react';
import { spanChoicesMs, spanMsOf } from '../../../contract/rangeChoices';
import { useText } from '../../i18n/useText';
import type { Text } from '../../i18n/text';
import { showSpan, useRoomRange } from '../../state/roomRange';
import { ToolGlyph } from '../glyphs/ToolGlyph';
import { ownLength } from '../pageScale';
import { DayChoice } from './DayChoice';
import './range.css';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How wide every curve of the room is, and which day lies beside today; the same for all windows. */
export function RangeControl(): ReactNode {
  const text = useText();
  const id = useId();
  const range = useRoomRange();
  const button = useRef<HTMLButtonElement>(null);
  const span = spanMsOf(range);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="range-button num"
        popoverTarget={id}
        title={`${text('range.title')} · ${text('range.keys')}`}
      >
        {spanText(span, text)}
        <ToolGlyph tool="down" />
      </button>
      <div
        className="popover range-popover"
        popover="auto"
        id={id}
        aria-label={text('range.title')}
        onBeforeToggle={({ currentTarget: popover }) => {
          const box = button.current?.getBoundingClientRect();
          if (box === undefined) return;
          popover.style.top = `${ownLength(box.bottom) + 6}px`;
          popover.style.right = `${ownLength(window.innerWidth - box.right)}px`;
        }}
      >
        <div className="range-spans" role="group" aria-label={text('range.title')}>
          {spanChoicesMs.map((choice) => (
            <button
              key={choice}
              type="button"
              className="range-choice num"
              aria-pressed={Math.abs(choice - span) < minuteMs}
              onClick={() => showSpan(choice)}
            >
              {spanText(choice, text)}
            </button>
          ))}
        </div>
        <DayChoice />
        <p className="faint range-keys">{text('range.keys')}</p>
      </div>
    </>
  );
}

function spanText(spanMs: number, text: Text): string {
  const isHours = spanMs >= hourMs;
  const count = Math.round((spanMs / (isHours ? hourMs : minuteMs)) * 10) / 10;
  return text(isHours ? 'range.hours' : 'range.minutes', { count });
}
