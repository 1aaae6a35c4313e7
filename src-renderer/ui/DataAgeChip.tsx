import type { ReactNode } from 'react';
import { ageText, useChartWords } from '../charts/chartWords';
import type { DataAge } from '../state/dataAge';
import { AgeGlyph } from './glyphs/AgeGlyph';
import { Heartbeat } from './Heartbeat';

/** How old a panel's data is: shape, then seconds, or the time of the last frame once it is gone. `beat` rises per frame. */
export function DataAgeChip({ age, sampleAt, beat }: { age: DataAge; sampleAt: number | null; beat?: number }): ReactNode {
  const words = useChartWords();
  return (
    <span className={`data-age ${age.phase}`} data-age={age.phase} title={words.text(`age.${age.phase}`)}>
      {age.phase === 'fresh' && beat !== undefined ? <Heartbeat beat={beat} /> : <AgeGlyph phase={age.phase} />}
      <span className="num">{ageText(words, age, sampleAt)}</span>
    </span>
  );
}
