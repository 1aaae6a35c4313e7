import type { ReactNode } from 'react';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { Panel } from '../../ui/Panel';
import { InstanceGrid } from './InstanceGrid';
import { LampRowView } from './LampRowView';
import { lampRows } from './lampRows';
import type { PlanPartProps } from './PlanWindow';
import { instanceGroups } from './instanceGroups';

/** Wanted, written (read back) and observed (traffic shows it), switch by switch; below, which instances answer. */
export function LampsPanel({ subject, workspace }: PlanPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <Panel
      className="lamps-panel"
      title={text('lamps.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('lamps.title')}</span>}
      side={text('lamps.note')}
    >
      <div className="lamps-scroll">
        <table className="lamps-table">
          <thead>
            <tr>
              <th>{text('send.switch')}</th>
              <th>{text('lamp.wanted')}</th>
              <th>{text('lamp.written')}</th>
              <th>{text('lamp.observed')}</th>
            </tr>
          </thead>
          <tbody>
            {lampRows(subject).map((lamps) => (
              <LampRowView key={lamps.row.key} lamps={lamps} timeZone={workspace.timeZone} isSent={subject.execution !== null} />
            ))}
          </tbody>
        </table>
      </div>
      {instanceGroups(subject).map((group) => (
        <InstanceGrid key={group.targetId} group={group} workspace={workspace} isSent={subject.execution !== null} />
      ))}
    </Panel>
  );
}
