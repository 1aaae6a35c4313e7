import { reportFormats, reportSectionIds, type Report } from '../../../contract/report';
import { openIncident, openOverview, switchLanguage, switchSound, switchTheme, toggleFullScreen } from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';
import { makeReport, resetSection } from './reportActs';
import type { ReportPartProps } from './ReportWindow';
import { showSection } from './showSection';
import { runExport } from './useExports';

export function useReportShortcuts(part: ReportPartProps, report: Report | undefined): void {
  const { incidentId, language, picked, setPicked, setEditing, setLanguage } = part;
  const walk = (by: number): void => {
    const next = reportSectionIds[reportSectionIds.indexOf(picked) + by];
    if (next === undefined) return;
    setPicked(next);
    showSection(next);
  };
  const edit = report?.sections.find(({ id }) => id === picked)?.edit ?? null;
  const open = (): void => setEditing(report === undefined ? null : picked);
  useShortcuts({
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    e: open,
    u: () => {
      if (edit !== null) void resetSection(incidentId, language, picked, edit.at);
    },
    n: () => void makeReport(incidentId),
    c: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    ...Object.fromEntries(reportFormats.map((format, i) => [String(i + 1), () => void runExport(incidentId, language, format)])),
    i: () => openIncident(incidentId),
    o: openOverview,
    l: switchLanguage,
    m: switchSound,
    t: switchTheme,
    f: toggleFullScreen,
    p: () => togglePopover(popoverIds.person),
    '?': () => togglePopover(popoverIds.menu),
  });
}
