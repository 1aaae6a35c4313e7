import type { ReactNode } from 'react';
import { Glyph } from './Glyph';

/** A vertical track with its knob: up while nothing is stopped, down and crossed once it was pulled. */
export function LeverGlyph({ engaged }: { engaged: boolean }): ReactNode {
  return (
    <Glyph size={20} className={engaged ? 'lever-glyph engaged' : 'lever-glyph'}>
      <rect className="stroked" x="7" y="1.5" width="10" height="21" rx="5" strokeWidth="2" />
      {engaged ? (
        <>
          <circle className="solid" cx="12" cy="17" r="4.4" />
          <path className="cut" d="M10.2 15.2 L13.8 18.8 M13.8 15.2 L10.2 18.8" strokeWidth="1.8" strokeLinecap="round" />
        </>
      ) : (
        <>
          <circle className="solid" cx="12" cy="7" r="4" />
          <path className="stroked" d="M9 17.5 H15" strokeWidth="1.8" strokeLinecap="round" />
        </>
      )}
    </Glyph>
  );
}
