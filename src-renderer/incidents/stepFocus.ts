import type { KeyboardEvent } from 'react';

/** ↑ and ↓ move the focus among the elements of the list that match, and stop at its ends. */
export function stepFocus(event: KeyboardEvent<HTMLElement>, selector: string): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const from = all.findIndex((each) => each === document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, from + step))]?.focus();
}
