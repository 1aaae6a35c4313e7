import { useEffect, useRef, type ReactNode } from 'react';
import { holdMs, type PlanSheet } from '../../../contract/protection';
import { useText } from '../../i18n/useText';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import type { Hold } from './useHold';

const frameMs = 33;

/** Held until it is full; main counts, the button only shows. Let go, left or covered by another window, and nothing is done. */
export function HoldButton({ sheet, hold }: { readonly sheet: PlanSheet; readonly hold: Hold }): ReactNode {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  const isArmed = sheet.phase === 'armed' || sheet.phase === 'held';
  const now = useMonotonicTick(sheet.hold === null ? null : frameMs);
  const heldMs = sheet.hold === null ? 0 : sheet.hold.ofMs - leftOf(sheet.hold, sheet, now);
  const ofMs = sheet.hold?.ofMs ?? holdMs;
  // Space belongs to it from the moment it can be held.
  useEffect(() => {
    if (isArmed) button.current?.focus({ preventScroll: true });
  }, [isArmed]);
  const words = (
    <>
      {text('hold.hold', { count: sheet.steps.length })}
      <span className="num hold-time">
        {(heldMs / 1_000).toFixed(1)} / {(ofMs / 1_000).toFixed(1)} s
      </span>
    </>
  );
  return (
    <button
      ref={button}
      type="button"
      className="hold-button"
      data-held={sheet.hold !== null}
      disabled={!isArmed}
      onPointerDown={(event) => {
        if (event.button === 0) hold.press();
      }}
      onPointerUp={hold.letGo}
      onPointerLeave={hold.letGo}
      onPointerCancel={hold.letGo}
    >
      <span className="hold-words">{words}</span>
      <span className="hold-fill" style={{ clipPath: `inset(0 ${100 - (100 * heldMs) / ofMs}% 0 0)` }} aria-hidden="true">
        <span>{words}</span>
      </span>
    </button>
  );
}
