import { useEffect } from 'react';

/** Key (as `KeyboardEvent.key`, letters in lower case) → what it does. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Plain keys of this window; silent while somebody types or holds a modifier, and where the focused element took the key. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target))
        return;
      // An open popover closes by itself, unless its key is taken away.
      if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const action = Object.hasOwn(shortcuts, key) ? shortcuts[key] : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [shortcuts]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
