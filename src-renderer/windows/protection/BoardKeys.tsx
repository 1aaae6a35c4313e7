import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { KeysPopover } from '../../ui/header/KeysPopover';

/** Every key of the window. */
export function BoardKeys(): ReactNode {
  const text = useText();
  const keys: readonly (readonly [string, string])[] = [
    ['/', text('board.search')],
    ['↑ ↓', text('board.key.walk')],
    ['↵', text('board.key.open')],
    ['N', text('board.key.inForce')],
    ['W', text('board.key.switches')],
    ['Esc', text('board.touchingEnd')],
    ['O', text('keys.overview')],
    ['I', text('incidents.title')],
    ['S', text('shortcuts.sources')],
    ['P', text('people.chipTitle')],
    ['⇧F12', text('lever.title')],
    ['M', text('sound.title')],
    ['T', text('tools.theme')],
    ['L', text('tools.language')],
    ['F', text('tools.fullScreen')],
    ['?', text('shortcuts.help')],
  ];
  return <KeysPopover keys={keys} />;
}
