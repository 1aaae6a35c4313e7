import type { ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { showTroubleInGraph } from '../../link/linkActions';
import { openBoard } from '../../protection/planActs';
import { pressLever } from '../lever/leverActs';
import * as actions from '../actions';
import { AboutNote } from './AboutNote';
import { closePopover, popoverIds } from './popovers';

/** Everything the window can do, with its key; below it the recent workspaces and what this console is. */
export function MenuPopover({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const recent = useConsole(selectRecent);
  const entries = [
    { name: text('tools.theme'), key: 'T', run: actions.switchTheme },
    { name: text('tools.language'), key: 'L', run: actions.switchLanguage },
    { name: text('tools.wall'), key: 'W', run: actions.openWall },
    { name: text('coreLink.title'), key: 'G', run: showTroubleInGraph },
    { name: text('drill.title'), key: 'D', run: actions.openHeadlineDrill },
    { name: text('incidents.title'), key: 'I', run: actions.openGravestIncident },
    { name: text('incidents.all'), key: null, run: actions.openIncidentList },
    { name: text('board.title'), key: 'K', run: openBoard },
    { name: text('lever.title'), key: '⇧F12', run: pressLever },
    { name: text('backtest.title'), key: 'B', run: actions.openBacktest },
    { name: text('sound.title'), key: 'M', run: actions.switchSound },
    { name: text('tools.fullScreen'), key: 'F', run: actions.toggleFullScreen },
    { name: text('tools.open'), key: 'Ctrl O', run: actions.openWorkspace },
    { name: text('settings.title'), key: 'Ctrl ,', run: actions.openSettings },
    { name: text('tools.openLink'), key: null, run: actions.openLinkOnClipboard },
    { name: text('tools.openDemo'), key: null, run: actions.openDemo },
    ...recent.map((path) => ({ name: path, key: null, run: () => actions.openRecent(path) })),
  ];
  return (
    <div className="popover menu" popover="auto" id={popoverIds.menu}>
      <ul className="menu-entries">
        {entries.map(({ name, key, run }) => (
          <li key={name}>
            <button
              type="button"
              className="menu-entry"
              onClick={() => {
                closePopover(popoverIds.menu);
                run();
              }}
            >
              <span className="menu-name">{name}</span>
              {key !== null && <span className="keycap">{key}</span>}
            </button>
          </li>
        ))}
      </ul>
      <dl className="menu-keys">
        {(
          [
            ['S', text('shortcuts.sources')],
            ['P', text('people.chipTitle')],
            ['?', text('shortcuts.help')],
            ['Esc', text('shortcuts.back')],
          ] as const
        ).map(([key, name]) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd className="keycap">{key}</dd>
          </div>
        ))}
      </dl>
      <AboutNote workspace={workspace} />
    </div>
  );
}

const noPaths: readonly string[] = [];

function selectRecent(shared: SharedState): readonly string[] {
  return shared.recent['workspaces']?.paths ?? noPaths;
}
