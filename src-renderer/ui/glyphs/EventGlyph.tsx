import type { ReactNode } from 'react';
import type { EventKind } from '../../../contract/state';
import { Glyph } from './Glyph';
import type { GlyphSize } from './Glyph';

/** Up-triangle alarm, diamond change, disc action, hook arrow release, dashed ring drill; a promotion is a flag. */
export function EventGlyph({ kind, size, label }: { kind: EventKind; size: GlyphSize; label?: string }): ReactNode {
  return (
    <Glyph size={size} className={`event-glyph ${kind}`} {...(label === undefined ? {} : { label })}>
      {shapes[kind]}
    </Glyph>
  );
}

const dashedRing = <circle className="stroked" cx="12" cy="12" r="7.6" strokeWidth="2.4" strokeDasharray="3.6 2.37" />;

const shapes: Readonly<Record<EventKind, ReactNode>> = {
  alarm: <path className="solid" d="M12 3 L21.5 20 H2.5 Z" strokeLinejoin="round" />,
  change: <path className="solid" d="M12 3.5 L20.5 12 L12 20.5 L3.5 12 Z" />,
  action: <circle className="solid" cx="12" cy="12" r="7.6" />,
  release: (
    <path
      className="stroked"
      d="M9 4.5 L4 9.5 L9 14.5 M4.6 9.5 H14 a5 5 0 0 1 5 5 V19"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  drill: dashedRing,
  stress: (
    <>
      {dashedRing}
      <circle className="solid" cx="12" cy="12" r="2.6" />
    </>
  ),
  promotion: (
    <path className="stroked" d="M6 21 V4 H18 L15 8.5 L18 13 H6" strokeWidth="2.4" strokeLinejoin="round" strokeLinecap="round" />
  ),
};
