import type { ReactNode } from 'react';
import { popoverIds } from './popovers';

/** What `?` opens: every key of the window and what it does, in the order given. */
export function KeysPopover({ keys }: { keys: readonly (readonly [string, string])[] }): ReactNode {
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
