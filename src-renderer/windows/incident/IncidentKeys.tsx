import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { KeysPopover } from '../../ui/header/KeysPopover';
import { actName } from './ActBar';
import type { IncidentAct } from './incidentActs';
import { reportKey } from './ReportButton';

/** Every key of the window, its acts first. */
export function IncidentKeys({ acts }: { acts: readonly IncidentAct[] }): ReactNode {
  const text = useText();
  const keys: readonly (readonly [string, string])[] = [
    ...acts.map((act) => [act.key.toUpperCase(), actName(act, text)] as const),
    ['D', text('cause.again')],
    ['Q', text('checks.key')],
    ['U', text('ruledOut.key')],
    ['V', text('view.switch')],
    ['↑ ↓', text('suspects.key')],
    [reportKey.toUpperCase(), text('report.open')],
    ['G', text('coreLink.title')],
    ['7 8 9', text('plans.recommended')],
    ['K', text('board.title')],
    ['⇧F12', text('lever.title')],
    ['O', text('keys.overview')],
    ['B', text('backtest.title')],
    ['M', text('sound.title')],
    ['← → + −', text('keys.range')],
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
