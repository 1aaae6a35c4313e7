import { useEffect, useState } from 'react';
import type { Language } from '../../../contract/choices';
import type { ReportSectionId } from '../../../contract/report';

export interface ReportPage {
  readonly version: number;
  readonly html: ReadonlyMap<ReportSectionId, string>;
}

/** The sections as they will be printed, asked for again whenever the report says something else; the former page stays until then. */
export function useReportPage(incidentId: string, language: Language, version: number): ReportPage | null {
  const [page, setPage] = useState<(ReportPage & { readonly language: Language }) | null>(null);
  useEffect(() => {
    let isWanted = true;
    void window.highnoon.ask('report.page', { incidentId, language }).then((answer) => {
      if (!isWanted || !answer.ok) return;
      const { version: ofPage, sections } = answer.value;
      setPage({ version: ofPage, language, html: new Map(sections.map(({ id, html }) => [id, html])) });
    });
    return () => {
      isWanted = false;
    };
  }, [incidentId, language, version]);
  return page?.language === language ? page : null;
}
