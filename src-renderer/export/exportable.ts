import type { KeyboardEvent, MouseEvent } from 'react';
import { openExport, type ExportOffer } from './exportOffer';

/** Marks the element that is in the picture; the button inside it looks for its panel by this. */
export const exportableMark = 'data-exportable';

/** Spread on a panel's element: E while the focus is in it, or a right click, opens the export menu. */
export function exportable(offer: ExportOffer): {
  readonly [exportableMark]: '';
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
} {
  return {
    [exportableMark]: '',
    onKeyDown: (event) => {
      if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      openExport(event.currentTarget, offer);
    },
    onContextMenu: (event) => {
      event.preventDefault();
      openExport(event.currentTarget, offer);
    },
  };
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
