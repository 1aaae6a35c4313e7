import { useState, type ReactNode } from 'react';
import { backtestDaysMax, type BacktestReport } from '../../../contract/detection';
import type { Refusal } from '../../../contract/result';
import type { WorkspaceView } from '../../../contract/state';
import { phraseText, type Phrase } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { roomNow, useConsole } from '../../state/windowConsole';
import { RefusalLine } from '../../ui/alerts/RefusalLine';
import { selectMayOperate } from '../../ui/alerts/selectAlerts';
import { openPopover, popoverIds } from '../../ui/header/popovers';
import { Panel } from '../../ui/Panel';
import { MetricChoice } from './MetricChoice';
import { firstDraft, isRequest, requestOf, type RequestDraft } from './requestDraft';
import { RunChoice } from './RunChoice';
import '../../incidents/forms.css';

/** Which days, which series, which detectors beside each other; Enter starts. */
export function RequestPanel({ workspace, report }: { workspace: WorkspaceView; report: BacktestReport | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const mayOperate = useConsole(selectMayOperate);
  const [draft, setDraft] = useState(() => firstDraft(roomNow(), workspace.timeZone));
  const [wrong, setWrong] = useState<Phrase | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isRunning = report?.phase === 'reading' || report?.phase === 'replaying';
  const change = (part: Partial<RequestDraft>): void => setDraft({ ...draft, ...part });
  const start = async (): Promise<void> => {
    const asked = requestOf(draft, roomNow(), workspace.timeZone);
    setWrong(isRequest(asked) ? null : asked);
    if (!isRequest(asked)) return;
    const answer = await window.highnoon.ask('backtest.start', asked);
    setRefusal(answer.ok ? null : answer.refusal);
  };
  const cancel = async (): Promise<void> => {
    const answer = await window.highnoon.ask('backtest.cancel', undefined);
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <Panel className="request-panel" title={text('backtest.request')}>
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <div className="request-days">
          {(['fromDate', 'toDate'] as const).map((name) => (
            <label key={name} className="act-field">
              <span className="faint">{text(name === 'fromDate' ? 'backtest.from' : 'backtest.to')}</span>
              <input
                type="date"
                className="text-input num"
                required
                value={draft[name]}
                onChange={(event) => change({ [name]: event.target.value })}
              />
            </label>
          ))}
        </div>
        <p className="faint">{text('backtest.daysMax', { count: backtestDaysMax })}</p>
        <MetricChoice workspace={workspace} chosen={draft.metricIds} onChoose={(metricIds) => change({ metricIds })} />
        <fieldset className="act-choices">
          <legend>{text('backtest.cuts')}</legend>
          {([false, true] as const).map((slices) => (
            <label key={String(slices)}>
              <input type="radio" name="slices" checked={draft.slices === slices} onChange={() => change({ slices })} />
              <span>{text(slices ? 'backtest.withSlices' : 'backtest.totals')}</span>
            </label>
          ))}
        </fieldset>
        <RunChoice runs={draft.runs} onChange={(runs) => change({ runs })} />
        <div className="act-form-buttons">
          <button type="submit" className="button action" disabled={isRunning}>
            {text('backtest.start')} <span className="keycap">↵</span>
          </button>
          {isRunning && (
            <button type="button" className="button" onClick={() => void cancel()}>
              {text('backtest.cancel')}
            </button>
          )}
        </div>
        {wrong !== null && (
          <p className="alert-refused" role="alert">
            {phraseText(wrong, language)}
          </p>
        )}
        <RefusalLine refusal={refusal} />
        {!mayOperate && (
          <p className="act-role">
            <span>{text('act.needsOperate')}</span>
            <button type="button" className="button" onClick={() => openPopover(popoverIds.person)}>
              {text('silence.signIn')}
            </button>
          </p>
        )}
      </form>
    </Panel>
  );
}
