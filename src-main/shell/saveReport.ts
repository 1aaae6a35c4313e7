import type { BrowserWindow } from 'electron';
import { basename, dirname, join } from 'node:path';
import type { Language } from '../../contract/choices';
import type { CommandOutput } from '../../contract/commands';
import type { ReportFormat } from '../../contract/report';
import { accept, type Result } from '../../contract/result';
import { reportHtml, type PrintedReport } from '../control/report/reportHtml';
import { reportMarkdown } from '../control/report/reportMarkdown';
import { askWhereTo, writeAll } from './exportFiles';
import type { PdfPrinter } from './printPdf';

const extensions = { markdown: 'md', html: 'html', pdf: 'pdf' } as const satisfies Record<ReportFormat, string>;

export interface ReportSaving {
  readonly printed: PrintedReport;
  readonly format: ReportFormat;
  /** The paper's style sheet. */
  readonly style: string;
  readonly printer: PdfPrinter;
  /** Of the dialog, not of the report. */
  readonly language: Language;
}

/** The person says where to. Markdown's pictures lie in a folder of the same name beside it; nothing is written anywhere else. */
export async function saveReport(
  window: BrowserWindow,
  { printed, format, style, printer, language }: ReportSaving,
): Promise<Result<CommandOutput<'report.export'>>> {
  const path = await askWhereTo(window, extensions[format], printed.report.title, language);
  if (path === null) return accept({ savedTo: null });
  if (format === 'pdf') {
    const pdf = await printer.print((fonts) => reportHtml(printed, style, fonts), printed.report.incidentId);
    if (!pdf.ok) return pdf;
    return saved(path, await writeAll([{ path, content: pdf.value }]));
  }
  if (format === 'html') return saved(path, await writeAll([{ path, content: reportHtml(printed, style) }]));
  const folder = `${basename(path, '.md')}-pictures`;
  const { text, pictures } = reportMarkdown(printed, folder);
  const files = pictures.map(({ name, svg }) => ({ path: join(dirname(path), folder, name), content: svg }));
  return saved(path, await writeAll([...files, { path, content: text }]));
}

function saved(path: string, written: Result<void>): Result<CommandOutput<'report.export'>> {
  return written.ok ? accept({ savedTo: path }) : written;
}
