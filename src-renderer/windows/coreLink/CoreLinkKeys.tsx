import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { KeysPopover } from '../../ui/header/KeysPopover';

/** Every key of the window, the graph's first. */
export function CoreLinkKeys(): ReactNode {
  const text = useText();
  const keys: readonly (readonly [string, string])[] = [
    ['← → ↑ ↓', text('coreLink.keys.travel')],
    ['Enter', text('coreLink.keys.open')],
    ['D', text('coreLink.keys.dock')],
    ['E', text('coreLink.keys.pin')],
    ['H', text('coreLink.keys.hidden')],
    ['O', text('coreLink.keys.trouble')],
    ['G', text('coreLink.keys.group')],
    ['N', text('coreLink.keys.around')],
    ['/', text('coreLink.search')],
    ['X', text('coreLink.keys.filter')],
    ['0', text('coreLink.fit')],
    ['+ −', text('coreLink.keys.zoom')],
    ['[ ]', text('coreLink.keys.time')],
    ['A', text('coreLink.keys.arrange')],
    ['S', text('shortcuts.sources')],
    ['W', text('keys.overview')],
    ['I', text('incidents.title')],
    ['K', text('board.title')],
    ['⇧F12', text('lever.title')],
    ['M', text('sound.title')],
    ['T', text('tools.theme')],
    ['L', text('tools.language')],
    ['F', text('tools.fullScreen')],
    ['?', text('shortcuts.help')],
    ['Esc', text('coreLink.keys.back')],
  ];
  return <KeysPopover keys={keys} />;
}
