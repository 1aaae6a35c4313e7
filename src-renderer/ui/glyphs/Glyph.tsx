import type { ReactNode } from 'react';

/** Sizes of the look guide, px; every glyph is drawn on a 24 grid. */
export type GlyphSize = 12 | 16 | 18 | 20 | 28 | 36;

/** A shape of ours. Without a label the word stands beside it; with one the shape is the word for those who cannot see it. */
export function Glyph({
  size,
  className,
  label,
  children,
}: {
  size: GlyphSize;
  className: string;
  label?: string;
  children: ReactNode;
}): ReactNode {
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={`glyph ${className}`} width={size} height={size} viewBox="0 0 24 24" {...spoken}>
      {children}
    </svg>
  );
}
