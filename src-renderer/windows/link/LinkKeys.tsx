import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { KeysPopover } from '../../ui/header/KeysPopover';

/** Every key of the window. */
export function LinkKeys(): ReactNode {
  const text = useText();
  const keys: readonly (readonly [string, string])[] = [
    ['E', text('link.pin')],
    ['G', text('link.inGraph')],
    ['D', text('link.stageDrill')],
    ['↑ ↓', text('link.keyRows')],
    ['↵', text('link.keyOpen')],
    ['← → + −', text('keys.range')],
    ['O', text('keys.overview')],
    ['I', text('incidents.title')],
    ['K', text('board.title')],
    ['⇧F12', text('lever.title')],
    ['S', text('shortcuts.sources')],
    ['P', text('people.chipTitle')],
    ['T', text('tools.theme')],
    ['L', text('tools.language')],
    ['F', text('tools.fullScreen')],
    ['?', text('shortcuts.help')],
    ['Esc', text('shortcuts.back')],
  ];
  return <KeysPopover keys={keys} />;
}
