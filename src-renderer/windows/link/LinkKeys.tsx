import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { popoverIds } from '../../ui/header/popovers';

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
    ['S', text('shortcuts.sources')],
    ['P', text('people.chipTitle')],
    ['T', text('tools.theme')],
    ['L', text('tools.language')],
    ['F', text('tools.fullScreen')],
    ['?', text('shortcuts.help')],
    ['Esc', text('shortcuts.back')],
  ];
  return (
    <div className="popover menu" popover="auto" id={popoverIds.menu}>
      <dl className="menu-keys">
        {keys.map(([key, name]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd className="keycap">{key}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
