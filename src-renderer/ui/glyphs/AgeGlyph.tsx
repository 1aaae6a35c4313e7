import type { ReactNode } from 'react';
import type { AgePhase } from '../../state/dataAge';
import { Glyph } from './Glyph';

/** Disc fresh, ring ageing, square stale, turned square gone; loading is the empty dashed ring of what is not known. */
export function AgeGlyph({ phase }: { phase: AgePhase }): ReactNode {
  return (
    <Glyph size={12} className={`age-glyph ${phase}`}>
      {shapes[phase]}
    </Glyph>
  );
}

const shapes: Readonly<Record<AgePhase, ReactNode>> = {
  loading: <circle className="stroked" cx="12" cy="12" r="7" strokeWidth="3.4" strokeDasharray="4.4 2.93" />,
  fresh: <circle className="solid" cx="12" cy="12" r="7.5" />,
  ageing: <circle className="stroked" cx="12" cy="12" r="6.6" strokeWidth="4.4" />,
  stale: <rect className="solid" x="4.5" y="4.5" width="15" height="15" />,
  gone: <path className="solid" d="M12 1.5 L22.5 12 L12 22.5 L1.5 12 Z" />,
};
