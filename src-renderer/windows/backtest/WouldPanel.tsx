import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { BacktestAlarm } from '../../../contract/detection';
import type { Refusal } from '../../../contract/result';
import { useChartLook } from '../../charts/chartLook';
import { useText } from '../../i18n/useText';
import { RefusalLine } from '../../ui/alerts/RefusalLine';
import { Panel } from '../../ui/Panel';
import { moveRow } from '../drill/moveRow';
import { useWholeRows } from '../drill/useWholeRows';
import { backtestOffer } from './backtestOffer';
import { runName, type ReportProps } from './RunLanes';
import { saidToo } from './saidToo';
import { WouldRow, type Verdict } from './WouldRow';

const rowPxOf = { wall: 38, desk: 31 } as const;

/** What one run would have said, oldest first; a person says of each whether it was worth it. */
export function WouldPanel({ workspace, report, shownRun, picked, onPick }: ReportProps): ReactNode {
  'use no memo';
  const text = useText();
  const rowPx = rowPxOf[useChartLook().size];
  const run = report.runs[shownRun];
  const alarms = run?.alarms ?? [];
  // What was said in this window; it is kept by main, and the report does not carry it.
  const [verdicts, setVerdicts] = useState<Readonly<Record<string, Verdict>>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const height = useWholeRows(scroller, rowPx);
  const virtual = useVirtualizer({
    count: alarms.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  const judge = async (alarmId: string, verdict: Verdict): Promise<void> => {
    const answer = await window.highnoon.ask('backtest.judge', { alarmId, verdict });
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setVerdicts((before) => ({ ...before, [alarmId]: verdict }));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const from = Math.max(
      0,
      alarms.findIndex(({ id }) => id === picked?.id),
    );
    const to = moveRow(event.key, from, alarms.length, Math.max(1, Math.floor((height ?? 0) / rowPx) - 1));
    const next = to === null ? undefined : alarms[to];
    if (next !== undefined) {
      onPick(shownRun, next.id);
      virtual.scrollToIndex(to ?? 0);
    } else if (picked !== null && (key === 't' || key === 'n')) void judge(picked.id, key === 't' ? 'true' : 'false');
    else return;
    event.preventDefault();
  };
  if (run === undefined) return null;
  const othersOf = (alarm: BacktestAlarm): readonly number[] => saidToo(alarm, shownRun, report.runs);
  return (
    <Panel
      className="would-panel"
      title={`${text('backtest.would')} · ${runName(run, text)}`}
      second={text('backtest.keys')}
      side={run.more > 0 && <span className="num">{text('backtest.more', { count: run.more })}</span>}
      offer={backtestOffer(text('backtest.title'), workspace, report, verdicts)}
    >
      {alarms.length === 0 ? (
        <p className="would-none soft">{text('backtest.quiet')}</p>
      ) : (
        <div className="would-table" role="grid" aria-rowcount={alarms.length} data-rows={alarms.length}>
          <div className="would-grid would-head faint" role="row">
            {(['backtest.time', 'alarms.name', 'alarms.shape', 'backtest.length', 'alarms.score'] as const).map((key) => (
              <span key={key} role="columnheader" className={key.slice(key.indexOf('.') + 1)}>
                {text(key)}
              </span>
            ))}
            {(['backtest.lost', 'backtest.alsoSaid', 'backtest.verdict'] as const).map((key) => (
              <span key={key} role="columnheader" className={key.slice(key.indexOf('.') + 1)}>
                {text(key)}
              </span>
            ))}
          </div>
          <div className="alarm-room">
            <div
              ref={scroller}
              className="alarm-scroll"
              style={height === null ? undefined : { height }}
              tabIndex={0}
              role="rowgroup"
              aria-label={text('backtest.would')}
              onKeyDown={press}
            >
              <div className="alarm-lines" style={{ height: virtual.getTotalSize() }}>
                {virtual.getVirtualItems().map(({ index, start }) => {
                  const alarm = alarms[index];
                  return alarm === undefined ? null : (
                    <WouldRow
                      key={alarm.id}
                      alarm={alarm}
                      workspace={workspace}
                      others={othersOf(alarm)}
                      verdict={verdicts[alarm.id] ?? null}
                      place={{ transform: `translateY(${start}px)`, height: rowPx }}
                      isPicked={alarm.id === picked?.id}
                      onPick={() => onPick(shownRun, alarm.id)}
                      onJudge={(verdict) => void judge(alarm.id, verdict)}
                    />
                  );
                })}
              </div>
            </div>
          </div>
        </div>
      )}
      <RefusalLine refusal={refusal} />
    </Panel>
  );
}
