import type { ReactNode } from 'react';

/** The day's curve with its noon: trough, peak, and the point at the top. */
export function BrandMark(): ReactNode {
  return (
    <svg className="brand-mark" viewBox="0 0 34 28" width="34" height="28" aria-hidden="true">
      <path d="M2 26 C9 26 10.5 6 17 6 C23.5 6 25 26 32 26" />
      <circle cx="17" cy="5.4" r="3.9" />
    </svg>
  );
}
