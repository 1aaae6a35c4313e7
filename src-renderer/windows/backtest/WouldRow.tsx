import type { CSSProperties, ReactNode } from 'react';
import type { BacktestAlarm } from '../../../contract/detection';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { DirectionGlyph } from '../../incidents/DirectionGlyph';
import { seriesName } from '../../incidents/seriesName';
import { formatCount, formatDate, formatDuration, formatTimeOfDay, formatTimes } from '../../ui/format';

export type Verdict = 'true' | 'false';
const verdictKeys = { true: 'backtest.true', false: 'backtest.false' } as const;

/** One alarm that would have been raised, who else would have raised it, and whether it was worth it. */
export function WouldRow({
  alarm,
  workspace,
  others,
  verdict,
  place,
  isPicked,
  onPick,
  onJudge,
}: {
  alarm: BacktestAlarm;
  workspace: WorkspaceView;
  others: readonly number[];
  verdict: Verdict | null;
  place: CSSProperties;
  isPicked: boolean;
  onPick: () => void;
  onJudge: (verdict: Verdict) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { timeZone } = workspace;
  const name = seriesName(workspace, alarm.metricId, alarm.slice, language);
  return (
    <div
      role="row"
      className={isPicked ? 'would-grid alarm-row picked' : 'would-grid alarm-row'}
      style={place}
      aria-selected={isPicked}
      data-would={alarm.id}
      onClick={onPick}
    >
      <span role="gridcell" className="num time">
        {formatDate(alarm.startedAt, timeZone).slice(5)} {formatTimeOfDay(alarm.startedAt, timeZone)}
      </span>
      <span role="gridcell" className="alarm-cell name" title={name} data-drops-whole="">
        {name}
      </span>
      <span role="gridcell" className="shape">
        <DirectionGlyph direction={alarm.direction} isQuiet label={text(`direction.${alarm.direction}`)} />
        {text(`shape.${alarm.shape}`)}
      </span>
      <span role="gridcell" className="num length">
        {formatDuration(alarm.endedAt - alarm.startedAt)}
      </span>
      <span role="gridcell" className="num score">
        {formatTimes(alarm.peakScore)}×
      </span>
      <span role="gridcell" className="num lost">
        {alarm.lost === null ? '' : formatCount(alarm.lost, language)}
      </span>
      <span role="gridcell" className="alsoSaid">
        {others.length === 0 ? (
          <span className="faint">{text('backtest.alone')}</span>
        ) : (
          others.map((i) => (
            <span key={i} className="run-plate num">
              {i + 1}
            </span>
          ))
        )}
      </span>
      <span role="gridcell" className="verdict">
        {(['true', 'false'] as const).map((each) => (
          <button
            key={each}
            type="button"
            tabIndex={-1}
            className="segment"
            aria-pressed={verdict === each}
            data-verdict={each}
            onClick={(event) => {
              event.stopPropagation();
              onJudge(each);
            }}
          >
            {text(verdictKeys[each])}
          </button>
        ))}
      </span>
    </div>
  );
}
