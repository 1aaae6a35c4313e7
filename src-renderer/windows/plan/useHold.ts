import { useCallback, useEffect, useRef } from 'react';
import type { PlanSheet } from '../../../contract/protection';
import { ask } from '../../ui/ask';

export interface Hold {
  readonly press: () => void;
  readonly letGo: () => void;
}

/**
 * Pressed until it is let go; main counts the time. Each press has a commandId of its own, so that nothing of it can happen twice. A
 * window that loses the keyboard lets go: nobody sees any more whether the key is still down.
 */
export function useHold(sheet: PlanSheet | null): Hold {
  const held = useRef<{ readonly planId: string; readonly commandId: string } | null>(null);
  const letGo = useCallback((): void => {
    if (held.current === null) return;
    // Asked past the foot's refusals: after its full time nothing is held any more, and that is no news to anybody.
    void window.highnoon.ask('plan.letGo', held.current);
    held.current = null;
  }, []);
  const press = useCallback((): void => {
    if (sheet === null || sheet.phase !== 'armed' || held.current !== null) return;
    const { planId, digest } = sheet;
    const mine = { planId, commandId: crypto.randomUUID() };
    held.current = mine;
    void ask('plan.press', { ...mine, digest }).then((answer) => {
      if (!answer.ok && held.current === mine) held.current = null;
    });
  }, [sheet]);
  useEffect(() => {
    window.addEventListener('blur', letGo);
    return () => window.removeEventListener('blur', letGo);
  }, [letGo]);
  return { press, letGo };
}
