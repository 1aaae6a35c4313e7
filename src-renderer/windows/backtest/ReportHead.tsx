import type { ReactNode } from 'react';
import type { BacktestReport } from '../../../contract/detection';
import type { Language } from '../../../contract/choices';
import { useLanguage, useText } from '../../i18n/useText';
import type { Text } from '../../i18n/text';
import { formatAge, formatCount } from '../../ui/format';

/** How far it is, then how much it read and how fast, and what was left out and why; before the first one, what this window is for. */
export function ReportHead({ report }: { report: BacktestReport | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  if (report === null)
    return (
      <section className="panel report-none">
        <p className="strong">{text('backtest.none')}</p>
        <p className="faint">{text('backtest.noneNote')}</p>
      </section>
    );
  const isRunning = report.phase === 'reading' || report.phase === 'replaying';
  return (
    <section className="panel report-head" aria-live="polite">
      <p className={report.phase === 'failed' ? 'alert-refused' : 'num'}>{headText(report, text, language)}</p>
      {report.phase === 'done' && report.reason !== null && <p className="soft report-reason">{report.reason}</p>}
      {isRunning && (
        <span className="report-bar" role="progressbar" aria-valuenow={Math.round(report.progress * 100)}>
          <i style={{ width: `${(report.progress * 100).toFixed(1)}%` }} />
        </span>
      )}
    </section>
  );
}

function headText(
  { phase, progress, reason, series, points, timesRealTime, stepMs, unread }: BacktestReport,
  text: Text,
  language: Language,
): string {
  switch (phase) {
    case 'reading':
    case 'replaying':
      return `${text(`backtest.${phase}`)} ${Math.round(progress * 100)}%`;
    case 'failed':
      return text('backtest.failed', { reason: reason ?? '' });
    case 'cancelled':
      return text('backtest.cancelled');
    case 'done':
      return [
        text('backtest.done', {
          series: formatCount(series, language),
          points: formatCount(points, language),
          times: formatCount(timesRealTime, language),
        }),
        text('backtest.step', { step: formatAge(stepMs, language) }),
        ...(unread === 0 ? [] : [text('backtest.unread', { count: unread })]),
      ].join(' · ');
  }
}
