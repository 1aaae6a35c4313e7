import type { ReactNode } from 'react';
import { lastWeekName, useChartWords } from './chartWords';
import { useRoomRange } from '../state/roomRange';
import { useRoomTick } from '../state/useRoomTick';

const minuteMs = 60_000;

/** Says which dash pattern is which day, and which field is which. */
export function CurveLegend(): ReactNode {
  const words = useChartWords();
  const { text } = words;
  const { chosenDay } = useRoomRange();
  const roomAt = useRoomTick(minuteMs);
  return (
    <ul className="legend" data-drops-whole="">
      <Entry pattern="today" name={text('chart.today')} />
      <Entry pattern="yesterday" name={text('chart.yesterday')} />
      <Entry pattern="last-week" name={lastWeekName(words, roomAt)} />
      {chosenDay !== null && <Entry pattern="chosen" name={chosenDay} />}
      <Entry pattern="expected" name={text('chart.expected')} note={text('chart.expectedNote')} />
      <Entry pattern="band" name={text('chart.band')} />
      <Entry pattern="missing" name={text('chart.missing')} />
    </ul>
  );
}

type Pattern = 'today' | 'yesterday' | 'last-week' | 'chosen' | 'expected' | 'band' | 'missing';

const strokes: Readonly<Partial<Record<Pattern, string>>> = {
  band: 'M0 0 H30 V10 H0 Z',
  missing: 'M0 9 L8 1 M7 9 L15 1 M14 9 L22 1 M21 9 L29 1',
};

function Entry({ pattern, name, note }: { pattern: Pattern; name: string; note?: string }): ReactNode {
  return (
    <li title={note}>
      <svg className={`legend-mark ${pattern}`} width="30" height="10" viewBox="0 0 30 10" aria-hidden="true">
        <path d={strokes[pattern] ?? 'M2 5 H28'} />
      </svg>
      {name}
    </li>
  );
}
