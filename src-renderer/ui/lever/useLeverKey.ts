import { useEffect } from 'react';
import { pressLever } from './leverActs';

/** Shift+F12, in every window and also while somebody types: a lever that has to be looked for stops nothing. */
export function useLeverKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'F12' || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      event.preventDefault();
      pressLever();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}
