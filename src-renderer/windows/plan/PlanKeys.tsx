import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { KeysPopover } from '../../ui/header/KeysPopover';
import { actName } from './actName';
import { footActs, type ActContext } from './footActs';
import { keyName } from './keyName';

/** Every key of the window, what can be done now first. */
export function PlanKeys({ context }: { readonly context: ActContext }): ReactNode {
  const text = useText();
  const keys: readonly (readonly [string, string])[] = [
    ...footActs(context).map((act) => [keyName(act.key, text), actName(act)] as const),
    [text('key.space'), text('plan.key.hold')],
    ['I', text('plan.key.incident')],
    ['B', text('board.title')],
    ['O', text('keys.overview')],
    ['P', text('people.chipTitle')],
    ['⇧F12', text('lever.title')],
    ['T', text('tools.theme')],
    ['L', text('tools.language')],
    ['F', text('tools.fullScreen')],
    ['?', text('shortcuts.help')],
  ];
  return <KeysPopover keys={keys} />;
}
