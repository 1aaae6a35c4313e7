import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
import { selectSwitches } from '../../protection/selectProtection';
import { switchesInOrder } from '../../protection/switchLamps';
import { useConsole } from '../../state/windowConsole';
import { Panel } from '../../ui/Panel';
import { SwitchRow } from './SwitchRow';

const columns = ['switch', 'on', 'wanted', 'written', 'observed', 'range', 'owner', 'proven'] as const;

/** Every switch the workspace names, with its three lamps; what has drifted stands first. */
export function SwitchesPanel({ workspace }: { readonly workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const switches = switchesInOrder(useConsole(selectSwitches));
  return (
    <Panel
      className="switches-panel"
      title={text('board.switches')}
      second={text('board.switchesNote')}
      side={<span className="num">{switches.length}</span>}
    >
      {switches.length === 0 ? (
        <p className="soft">{text('board.noSwitches')}</p>
      ) : (
        <div className="switches-scroll" onKeyDown={(event) => stepFocus(event, 'button')}>
          <table className="switch-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} className={`column-${column}`}>
                    {text(`board.${column}`)}
                  </th>
                ))}
                <th aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              {switches.map((each) => (
                <SwitchRow key={each.id} view={each} workspace={workspace} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
