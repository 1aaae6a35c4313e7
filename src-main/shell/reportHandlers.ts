import type { CommandHandlers, CommandName } from '../../contract/commands';
import type { Language } from '../../contract/choices';
import type { Result } from '../../contract/result';
import type { ReportDesk } from '../control/report/reportDesk';
import { byName } from './byName';
import type { PdfPrinter } from './printPdf';
import { saveReport } from './saveReport';
import type { OpenWindow } from './windows';

type ReportCommand = Extract<CommandName, `report.${string}`>;

export interface ReportParts {
  readonly desk: ReportDesk;
  readonly printer: PdfPrinter;
  /** The paper's style sheet. */
  readonly style: string;
}

/** Reading and handing out a report is everybody's; writing in it is done in one's name. */
export function createReportHandlers(
  { desk, printer, style }: ReportParts,
  language: () => Language,
  callersWindow: (windowId: string) => Result<OpenWindow>,
): Pick<CommandHandlers, ReportCommand> {
  return {
    'report.make': ({ incidentId }, { person }) => desk.make(incidentId, person?.name ?? null),
    'report.edit': async (input, caller) => byName(caller, (name) => desk.edit(input, name)),
    'report.page': async (key) => desk.page(key),
    'report.export': async ({ format, ...key }, { windowId }) => {
      const caller = callersWindow(windowId);
      if (!caller.ok) return caller;
      const printed = desk.printed(key);
      if (!printed.ok) return printed;
      return saveReport(caller.value.window, { printed: printed.value, format, style, printer, language: language() });
    },
  };
}
