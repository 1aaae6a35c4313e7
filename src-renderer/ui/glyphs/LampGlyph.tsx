import type { ReactNode } from 'react';
import { Glyph, type GlyphSize } from './Glyph';

/** Empty · target (wanted, not sent) · half (part of the instances) · arc (waiting) · tick (agrees) · crossed square (disagrees) · dashed (not known). */
export type Lamp = 'empty' | 'target' | 'half' | 'waiting' | 'agrees' | 'drift' | 'disagrees' | 'unknown';

/** One of the three lamps: its shape says what its colour says. */
export function LampGlyph({ lamp, size = 18 }: { lamp: Lamp; size?: GlyphSize }): ReactNode {
  return (
    <Glyph size={size} className={`lamp-glyph ${lamp}`}>
      {shapes[lamp]}
    </Glyph>
  );
}

const ring = <circle className="stroked" cx="12" cy="12" r="9" strokeWidth="2.2" />;

const shapes: Readonly<Record<Lamp, ReactNode>> = {
  empty: ring,
  target: (
    <>
      {ring}
      <circle className="solid" cx="12" cy="12" r="4.6" />
    </>
  ),
  half: (
    <>
      {ring}
      <path className="solid" d="M12 5.4 a6.6 6.6 0 0 1 0 13.2 Z" />
    </>
  ),
  waiting: <path className="stroked" d="M12 3 a9 9 0 1 1 -9 9" strokeWidth="2.6" strokeLinecap="round" />,
  agrees: (
    <>
      <circle className="solid" cx="12" cy="12" r="10" />
      <path className="cut" d="M7.4 12.4 L10.7 15.6 L16.8 8.8" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  drift: (
    <>
      <path className="stroked" d="M12 3 L21 12 L12 21 L3 12 Z" strokeWidth="2.4" strokeLinejoin="round" />
      <path className="stroked" d="M8.4 12 H15.6" strokeWidth="2.4" strokeLinecap="round" />
    </>
  ),
  disagrees: (
    <>
      <rect className="solid" x="2.5" y="2.5" width="19" height="19" rx="3.5" />
      <path className="cut" d="M8 8 L16 16 M16 8 L8 16" strokeWidth="2.8" strokeLinecap="round" />
    </>
  ),
  unknown: <circle className="stroked" cx="12" cy="12" r="9" strokeWidth="2.4" strokeDasharray="4.1 2.96" />,
};
