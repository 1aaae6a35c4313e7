import type { Language } from '../../../contract/choices';
import type { CommandOutput } from '../../../contract/commands';
import type { ReportFormat, ReportSectionId } from '../../../contract/report';
import type { Result } from '../../../contract/result';
import { ask } from '../../ui/ask';

export function makeReport(incidentId: string): Promise<Result<void>> {
  return ask('report.make', { incidentId });
}

export function exportReport(
  incidentId: string,
  language: Language,
  format: ReportFormat,
): Promise<Result<CommandOutput<'report.export'>>> {
  return ask('report.export', { incidentId, language, format });
}

/** What was made stands there again. */
export function resetSection(
  incidentId: string,
  language: Language,
  section: ReportSectionId,
  replaces: number | null,
): Promise<Result<void>> {
  return ask('report.edit', { incidentId, language, section, text: null, replaces });
}
