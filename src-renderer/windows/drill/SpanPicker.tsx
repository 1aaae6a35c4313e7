import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';

const minuteMs = 60_000;
const choices = [1, 5, 15, 60] as const;

/** Over how long the numbers are averaged: short is news, long is calm. */
export function SpanPicker({ spanMs, onSpan }: { spanMs: number; onSpan: (spanMs: number) => void }): ReactNode {
  const text = useText();
  return (
    <span className="segments" role="group" aria-label={text('drill.spanTitle')}>
      {choices.map((minutes) => (
        <button
          key={minutes}
          type="button"
          className="segment num"
          aria-pressed={spanMs === minutes * minuteMs}
          title={text('drill.span', { minutes })}
          onClick={() => onSpan(minutes * minuteMs)}
        >
          {minutes === 60 ? '1 h' : `${minutes} min`}
        </button>
      ))}
    </span>
  );
}
