import type { ReactNode } from 'react';
import type { Direction } from '../../contract/detection';
import { Glyph } from '../ui/glyphs/Glyph';
import './directionGlyph.css';

/** Which way a series left its band: an arrow down or up out of a bar. Without colour once it is over. */
export function DirectionGlyph({
  direction,
  isQuiet,
  label,
}: {
  direction: Direction;
  isQuiet: boolean;
  label: string;
}): ReactNode {
  return (
    <Glyph size={16} className={`direction-glyph ${isQuiet ? 'quiet' : ''}`} label={label}>
      <path
        className="stroked"
        d={
          direction === 'below'
            ? 'M4 4 H20 M12 7 V20 M6.5 14.5 L12 20 L17.5 14.5'
            : 'M4 20 H20 M12 17 V4 M6.5 9.5 L12 4 L17.5 9.5'
        }
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </Glyph>
  );
}
