import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../../contract/state';
import { useLanguage, useText } from '../../../i18n/useText';
import { selectDetection, selectSound } from '../../../incidents/selectIncidents';
import { useConsole } from '../../../state/windowConsole';
import { openBacktest, switchSound } from '../../../ui/actions';
import { formatCount } from '../../../ui/format';
import { DoorSecrets } from './DoorSecrets';
import { MaintenanceList } from './MaintenanceList';
import { NotifyList } from './NotifyList';
import './detection.css';

/** How far detection has come, who is told, what is excused for a while, and whether this console sounds. */
export function DetectionSection({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const status = useConsole(selectDetection);
  const sound = useConsole(selectSound);
  const state =
    status === null
      ? text('incidents.starting')
      : text(status.warming ? 'detection.warming' : status.judging ? 'detection.judging' : 'detection.standing');
  return (
    <div className="detection-section">
      <section className="panel">
        <h2>{text('detection.title')}</h2>
        <dl className="detection-facts num">
          {(
            [
              ['detection.state', state],
              ['detection.watched', formatCount(status?.watched ?? null, language)],
              ['detection.warm', formatCount(status?.warm ?? null, language)],
              ['detection.signals', formatCount(status?.signals ?? null, language)],
            ] as const
          ).map(([key, value]) => (
            <div key={key}>
              <dt>{text(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="faint">{text('detection.note')}</p>
        <p>
          <button type="button" className="button" onClick={openBacktest}>
            {text('detection.backtest')}
          </button>
        </p>
        <label className="sound-setting">
          <input type="checkbox" checked={sound} onChange={switchSound} />
          <span>{text('sound.title')}</span>
          <span className="faint">{text('sound.note')}</span>
        </label>
      </section>
      <NotifyList timeZone={workspace?.timeZone ?? 'UTC'} />
      <DoorSecrets />
      {workspace !== null && <MaintenanceList workspace={workspace} />}
    </div>
  );
}
