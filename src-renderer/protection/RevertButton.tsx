import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../i18n/useText';

/** How long the first of two presses waits for the second. */
const askedMs = 4_000;

/** Takes back with the second press: a slip of the hand does nothing. */
export function RevertButton({ onRevert }: { readonly onRevert: () => void }): ReactNode {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!isAsking) return undefined;
    const timer = window.setTimeout(() => setAsking(false), askedMs);
    return () => window.clearTimeout(timer);
  }, [isAsking]);
  return (
    <button
      type="button"
      className={isAsking ? 'button action' : 'button'}
      data-act="revert"
      onClick={() => {
        setAsking(!isAsking);
        if (isAsking) onRevert();
      }}
    >
      {text(isAsking ? 'board.revertSure' : 'board.revert')}
    </button>
  );
}
