import { Fragment, useState, type ReactNode } from 'react';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import { formatClock } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { ParameterFields } from './ParameterFields';
import { isShort, planRows } from './planSubject';
import type { PlanPartProps } from './PlanWindow';
import { SendRow } from './SendRow';
import { StepHead } from './StepHead';
import { WriteList } from './WriteList';

/** Exactly what would be sent, where to, and what it replaces; each row opens to the requests of its instances. */
export function SendPanel({
  subject,
  workspace,
  onPrepared,
}: PlanPartProps & { readonly onPrepared: (planId: string) => void }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  const { sheet, execution } = subject;
  const rows = planRows(subject);
  // What a short plan sends is read without a press.
  const openKey = picked === undefined && isShort(subject) ? (rows[0]?.key ?? null) : picked;
  return (
    <Panel
      className="send-panel"
      title={text(execution === null ? 'send.title' : 'send.sentTitle')}
      second={<span className="english-second">{textOf(otherLanguage(language))('send.title')}</span>}
      side={execution === null && sheet !== null && <ReadAt sheet={sheet} timeZone={workspace.timeZone} />}
    >
      {execution === null && sheet !== null && <ParameterFields sheet={sheet} onPrepared={onPrepared} />}
      <div className="send-scroll">
        <table className="send-table">
          <thead>
            <tr>
              <th className="step-column">{text('send.step')}</th>
              <th>{text('send.switch')}</th>
              <th>{text('send.target')}</th>
              <th className="end">{text('send.present')}</th>
              <th aria-hidden="true" />
              <th>{text('send.new')}</th>
              <th className="end">{text('send.channel')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.key}>
                {row.isFirstOfStep && <StepHead subject={subject} stepId={row.stepId} />}
                <SendRow
                  row={row}
                  workspace={workspace}
                  isOpen={openKey === row.key}
                  onToggle={() => setPicked(openKey === row.key ? null : row.key)}
                />
                {openKey === row.key && <WriteList row={row} />}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ReadAt({
  sheet,
  timeZone,
}: {
  readonly sheet: NonNullable<PlanPartProps['subject']['sheet']>;
  readonly timeZone: string;
}): ReactNode {
  const text = useText();
  const now = useMonotonicTick(1_000);
  if (sheet.readAt === null) return <span>{text('send.reading')}</span>;
  const left = sheet.fresh === null ? null : Math.ceil(leftOf(sheet.fresh, sheet, now) / 1_000);
  return (
    <span className="num">
      {text('send.readAt', { time: formatClock(sheet.readAt, timeZone) })}
      {left !== null && <span className="faint"> · {text('send.countsFor', { seconds: left })}</span>}
    </span>
  );
}
