import type { ReactNode } from 'react';
import type { EventKind, EventSeverity } from '../../../contract/state';
import { Glyph } from './Glyph';
import type { GlyphSize } from './Glyph';

/**
 * Up-triangle alarm (solid: critical; hollow with a dot: warning; hollow: light), diamond change, disc action, hook arrow
 * release, dashed ring drill; a promotion is a flag.
 */
export function EventGlyph({
  kind,
  severity = 'none',
  quiet = false,
  size,
  label,
}: {
  kind: EventKind;
  severity?: EventSeverity;
  /** Without colour: it is over, or a rehearsal. */
  quiet?: boolean;
  size: GlyphSize;
  label?: string;
}): ReactNode {
  const classes = ['event-glyph', kind, kind === 'alarm' ? severity : '', quiet ? 'quiet' : ''];
  return (
    <Glyph size={size} className={classes.filter(Boolean).join(' ')} {...(label === undefined ? {} : { label })}>
      {kind === 'alarm' ? alarmShapes[severity] : shapes[kind]}
    </Glyph>
  );
}

const dashedRing = <circle className="stroked" cx="12" cy="12" r="7.6" strokeWidth="2.4" strokeDasharray="3.6 2.37" />;

const solidTriangle = <path className="solid" d="M12 3 L21.5 20 H2.5 Z" strokeLinejoin="round" />;
const hollowTriangle = <path className="stroked" d="M12 4.6 L20 18.8 H4 Z" strokeWidth="2.4" strokeLinejoin="round" />;

const alarmShapes: Readonly<Record<EventSeverity, ReactNode>> = {
  critical: solidTriangle,
  warning: (
    <>
      {hollowTriangle}
      <circle className="solid" cx="12" cy="14" r="2.6" />
    </>
  ),
  info: hollowTriangle,
  none: solidTriangle,
};

const shapes: Readonly<Record<Exclude<EventKind, 'alarm'>, ReactNode>> = {
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
