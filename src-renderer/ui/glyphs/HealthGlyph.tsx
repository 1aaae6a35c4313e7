import type { ReactNode } from 'react';
import type { Health } from '../health';
import { Glyph } from './Glyph';
import type { GlyphSize } from './Glyph';

/** Ring, hollow diamond, down-triangle, crossed square, dashed ring with "?": told apart without colour. */
export function HealthGlyph({ health, size, label }: { health: Health; size: GlyphSize; label?: string }): ReactNode {
  return (
    <Glyph size={size} className={`health-glyph ${health}`} {...(label === undefined ? {} : { label })}>
      {shapes[health]}
    </Glyph>
  );
}

const shapes: Readonly<Record<Health, ReactNode>> = {
  ok: <circle className="stroked" cx="12" cy="12" r="6.2" strokeWidth="2.8" />,
  watch: <path className="stroked" d="M12 3 L21 12 L12 21 L3 12 Z" strokeWidth="2.6" strokeLinejoin="round" />,
  degraded: <path className="solid" d="M2.5 4.5 H21.5 L12 21 Z" strokeLinejoin="round" />,
  broken: (
    <>
      <rect className="solid" x="2.5" y="2.5" width="19" height="19" rx="3.5" />
      <path className="cut" d="M8 8 L16 16 M16 8 L8 16" strokeWidth="2.8" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      <circle className="stroked" cx="12" cy="12" r="9" strokeWidth="2.4" strokeDasharray="4.1 2.96" />
      <path
        className="stroked"
        d="M9.4 9.8 a2.7 2.7 0 1 1 3.9 2.4 c-.9 .5 -1.3 .9 -1.3 1.9"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <circle className="solid" cx="12" cy="17" r="1.3" />
    </>
  ),
};
