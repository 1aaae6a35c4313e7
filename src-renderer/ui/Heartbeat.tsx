import type { ReactNode } from 'react';

/** A disc that steps one pixel with each frame received, and stands still when none comes. Never blinks by itself. */
export function Heartbeat({ beat }: { beat: number }): ReactNode {
  return (
    <span className={beat % 2 === 0 ? 'heartbeat' : 'heartbeat odd'} aria-hidden="true">
      <i />
    </span>
  );
}
