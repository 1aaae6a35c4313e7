import type { ReactNode } from 'react';
import type { Report } from '../../../contract/report';
import { useText } from '../../i18n/useText';
import { showSection } from './showSection';
import type { ReportPartProps } from './ReportWindow';

/** All sections, and which of them people wrote; the arrows walk it. */
export function ReportOutline({ report, picked, setPicked }: ReportPartProps & { report: Report }): ReactNode {
  const text = useText();
  return (
    <nav className="panel report-outline" aria-label={text('report.outline')}>
      {report.sections.map(({ id, title, edit }) => (
        <button
          key={id}
          type="button"
          className="outline-row"
          aria-current={id === picked}
          onClick={() => {
            setPicked(id);
            showSection(id);
          }}
        >
          <span>{title}</span>
          {edit !== null && (
            <span className={edit.newer ? 'plate outline newer' : 'plate outline'}>
              {text(edit.newer ? 'report.newerShort' : 'report.editedShort')}
            </span>
          )}
        </button>
      ))}
      <p className="faint">{text('report.outlineKeys')}</p>
    </nav>
  );
}
