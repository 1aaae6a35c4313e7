import type { ReactNode } from 'react';
import { languages } from '../../../contract/choices';
import { reportFormats, type Report } from '../../../contract/report';
import { useText } from '../../i18n/useText';
import { popoverIds } from '../../ui/header/popovers';
import { formatClock } from '../../ui/format';
import { makeReport } from './reportActs';
import { useExports } from './useExports';
import type { ReportPartProps } from './ReportWindow';

/** When it was made, in which language, and how it leaves; below, where it was saved to. */
export function ReportBar({
  incidentId,
  language,
  setLanguage,
  report,
  isBehind,
  timeZone,
}: ReportPartProps & { report: Report; isBehind: boolean; timeZone: string }): ReactNode {
  const text = useText();
  const { saved, saving, run } = useExports(incidentId, language);
  const time = formatClock(report.madeAt, timeZone);
  return (
    <section className="panel report-bar" aria-label={text('report.bar')}>
      <div className="report-bar-row">
        <span className="num soft">
          {report.madeBy === null ? text('report.made', { time }) : text('report.madeBy', { time, name: report.madeBy })}
        </span>
        <button
          type="button"
          className={isBehind ? 'button action' : 'button'}
          data-behind={isBehind}
          onClick={() => void makeReport(incidentId)}
        >
          {text(isBehind ? 'report.makeBehind' : 'report.makeAnew')} <span className="keycap">N</span>
        </button>
        <span className="report-bar-space" />
        <span className="report-languages" role="group" aria-label={text('report.language')}>
          {languages.map((each) => (
            <button
              key={each}
              type="button"
              className="segment"
              lang={each === 'zh' ? 'zh-CN' : 'en'}
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
            >
              {text(`report.language.${each}`)}
            </button>
          ))}
          <span className="keycap">C</span>
        </span>
        {reportFormats.map((format, i) => (
          <button
            key={format}
            type="button"
            className="button"
            data-export={format}
            disabled={saving !== null}
            onClick={() => run(format)}
          >
            {text(`report.format.${format}`)} <span className="keycap">{i + 1}</span>
          </button>
        ))}
        <button type="button" className="keys-open" popoverTarget={popoverIds.menu}>
          {text('act.keys')} <span className="keycap">?</span>
        </button>
      </div>
      <p className="faint report-saved" aria-live="polite" data-saved={saved?.path ?? ''}>
        {saving !== null
          ? text('report.saving', { format: text(`report.format.${saving}`) })
          : saved === null
            ? text('report.saveHint')
            : text('report.saved', { path: saved.path })}
      </p>
    </section>
  );
}
