import { useEffect, useState, type ReactNode } from 'react';
import type { Language } from '../../../contract/choices';
import { reportKeyOf, type ReportSectionId } from '../../../contract/report';
import type { SharedState } from '../../../contract/state';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { makeReport } from './reportActs';
import { ReportBar } from './ReportBar';
import { ReportHeader } from './ReportHeader';
import { ReportKeys } from './ReportKeys';
import { ReportOutline } from './ReportOutline';
import { ReportPaper } from './ReportPaper';
import { selectReports } from './selectReports';
import { useIsBehind } from './useIsBehind';
import { useReportShortcuts } from './useReportShortcuts';

/** What will somebody read who was not in the room? The report as it will be printed, and the place where people write in it. */
export function ReportWindow(): ReactNode {
  const text = useText();
  const [incidentId] = useState(() => window.highnoon.identity().subject ?? '');
  const ofWindow = useLanguage();
  const [chosen, setChosen] = useState<Language | null>(null);
  const [picked, setPicked] = useState<ReportSectionId>('summary');
  const [editing, setEditing] = useState<ReportSectionId | null>(null);
  const workspace = useConsole(selectWorkspace);
  const isKnown = useConsole(selectIncidents)[incidentId] !== undefined;
  const language = chosen ?? ofWindow;
  const report = useConsole(selectReports)[reportKeyOf(incidentId, language)];
  const isBehind = useIsBehind(incidentId, report);
  const isMissing = isKnown && report === undefined;
  // One click is enough: opening the window makes what is not there yet.
  useEffect(() => {
    if (isMissing) void makeReport(incidentId);
  }, [isMissing, incidentId]);
  const part = { incidentId, language, picked, editing, setPicked, setEditing, setLanguage: setChosen };
  useReportShortcuts(part, report);
  return (
    <main className="report" data-report-shown={report === undefined ? '' : incidentId} data-report-language={language}>
      <ReportHeader workspace={workspace} incidentId={incidentId} />
      {report === undefined ? (
        <section className="panel report-none">
          <p className="strong">{text(isKnown ? 'report.making' : 'report.unknown', { id: incidentId })}</p>
        </section>
      ) : (
        <>
          <ReportBar {...part} report={report} isBehind={isBehind} timeZone={workspace?.timeZone ?? 'UTC'} />
          <div className="report-columns">
            <ReportOutline {...part} report={report} />
            <ReportPaper {...part} report={report} timeZone={workspace?.timeZone ?? 'UTC'} />
          </div>
        </>
      )}
      <ReportKeys />
      <RefusalNote />
    </main>
  );
}

export interface ReportPartProps {
  readonly incidentId: string;
  readonly language: Language;
  readonly picked: ReportSectionId;
  readonly editing: ReportSectionId | null;
  readonly setPicked: (section: ReportSectionId) => void;
  readonly setEditing: (section: ReportSectionId | null) => void;
  readonly setLanguage: (language: Language) => void;
}

function selectWorkspace(shared: SharedState): SharedState['workspace'][string] | null {
  return shared.workspace['current'] ?? null;
}
