import type { ReactNode } from 'react';
import type { BacktestAlarm, BacktestReport, BacktestRun } from '../../../contract/detection';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { seriesName } from '../../incidents/seriesName';
import { formatClock, formatCount, formatDate } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { dayStart } from './dayStart';

export interface ReportProps {
  readonly workspace: WorkspaceView;
  readonly report: BacktestReport;
  readonly shownRun: number;
  readonly picked: BacktestAlarm | null;
  readonly onPick: (run: number, alarmId: string | null) => void;
}

const dayMs = 86_400_000;

/** A lane per run over the same days: where one speaks and the others are silent is seen at once. */
export function RunLanes({ workspace, report, shownRun, picked, onPick }: ReportProps): ReactNode {
  const text = useText();
  const { from, to } = report.request;
  return (
    <Panel className="lanes-panel" title={text('backtest.sideBySide')}>
      <div className="run-lanes">
        {report.runs.map((run, i) => (
          <Lane
            // Runs keep their places in a report.
            key={i}
            run={run}
            number={i + 1}
            isShown={i === shownRun}
            workspace={workspace}
            span={{ from, to }}
            pickedId={i === shownRun ? (picked?.id ?? null) : null}
            onPick={(alarmId) => onPick(i, alarmId)}
          />
        ))}
        <DayTicks from={from} to={to} timeZone={workspace.timeZone} />
      </div>
    </Panel>
  );
}

function Lane({
  run,
  number,
  isShown,
  workspace,
  span,
  pickedId,
  onPick,
}: {
  run: BacktestRun;
  number: number;
  isShown: boolean;
  workspace: WorkspaceView;
  span: { readonly from: number; readonly to: number };
  pickedId: string | null;
  onPick: (alarmId: string | null) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const share = (at: number): number => Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from)));
  return (
    <div className={isShown ? 'run-lane shown' : 'run-lane'} data-run={number}>
      <button type="button" className="run-name" aria-pressed={isShown} onClick={() => onPick(null)}>
        <span className="run-plate num">{number}</span>
        <span className="run-words">
          <span>{runName(run, text)}</span>
          <span className="faint num">{text('backtest.perDay', { count: formatCount(run.perDay, language) })}</span>
        </span>
      </button>
      <span className="run-line">
        {run.alarms.map((alarm) => (
          <button
            key={alarm.id}
            type="button"
            tabIndex={-1}
            className={`run-mark ${alarm.direction}${alarm.id === pickedId ? ' picked' : ''}`}
            style={{
              left: `${(share(alarm.startedAt) * 100).toFixed(3)}%`,
              width: `max(5px, ${((share(alarm.endedAt) - share(alarm.startedAt)) * 100).toFixed(3)}%)`,
            }}
            title={`${formatClock(alarm.startedAt, workspace.timeZone)} ${seriesName(workspace, alarm.metricId, alarm.slice, language)}`}
            onClick={() => onPick(alarm.id)}
          />
        ))}
      </span>
    </div>
  );
}

export function runName({ detector, sensitivity }: BacktestRun, text: ReturnType<typeof useText>): string {
  const name = text(`detector.${detector}`);
  return sensitivity === 1 ? name : `${name} ×${sensitivity}`;
}

/** Every local midnight; as many dates as have room. */
function DayTicks({ from, to, timeZone }: { from: number; to: number; timeZone: string }): ReactNode {
  const days: number[] = [];
  for (
    let at = dayStart(formatDate(from, timeZone), timeZone);
    at < to;
    at = dayStart(formatDate(at + 1.5 * dayMs, timeZone), timeZone)
  )
    if (at >= from) days.push(at);
  const every = Math.ceil(days.length / ticksMax);
  return (
    <div className="run-ticks num faint">
      <span className="run-line">
        {days.map((at, i) =>
          i % every === 0 ? (
            <span key={at} style={{ left: `${(((at - from) / (to - from)) * 100).toFixed(3)}%` }}>
              {formatDate(at, timeZone).slice(5)}
            </span>
          ) : null,
        )}
      </span>
    </div>
  );
}
const ticksMax = 10;
