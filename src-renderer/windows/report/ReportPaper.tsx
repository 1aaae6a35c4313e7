import type { ReactNode } from 'react';
import type { Report } from '../../../contract/report';
import { useReportPage } from './useReportPage';
import { SectionView } from './SectionView';
import type { ReportPartProps } from './ReportWindow';

/** What is printed, in its own light colours whatever the window's theme is. */
export function ReportPaper({ report, timeZone, ...part }: ReportPartProps & { report: Report; timeZone: string }): ReactNode {
  const page = useReportPage(part.incidentId, part.language, report.version);
  return (
    <div className="report-ground" tabIndex={-1}>
      <article className="paper" lang={part.language === 'zh' ? 'zh-CN' : 'en'} data-page-version={page?.version ?? ''}>
        <header>
          <h1>{report.title}</h1>
          <p className="about">
            {report.about.map((line) => (
              <span key={line}>{line} </span>
            ))}
          </p>
        </header>
        {report.sections.map((section) => (
          <SectionView key={section.id} {...part} section={section} html={page?.html.get(section.id) ?? ''} timeZone={timeZone} />
        ))}
      </article>
    </div>
  );
}
