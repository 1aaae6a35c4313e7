import { sectionText, type Report, type ReportSectionId } from '../../../contract/report';
import { formatClock, formatDate } from '../../../contract/format';
import { escapeXml } from './pictures/escapeXml';
import { renderMarkdown } from './renderMarkdown';
import { reportWords } from './words/words';

export interface PrintedReport {
  readonly report: Report;
  readonly pictures: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** Each section's HTML without its title; '' for one that says nothing. */
export function sectionPages({
  report,
  pictures,
}: Pick<PrintedReport, 'report' | 'pictures'>): { id: ReportSectionId; html: string }[] {
  return report.sections.map((section) => ({ id: section.id, html: renderMarkdown(sectionText(section), pictures) }));
}

/**
 * The whole report as one file that needs nothing else: no script, no font, no address. `style`: the paper's style sheet.
 * `fonts`: @font-face rules for print, '' for a file that leaves this machine and takes the reader's own fonts.
 */
export function reportHtml(printed: PrintedReport, style: string, fonts = ''): string {
  const { report, timeZone } = printed;
  const words = reportWords[report.language];
  const pages = new Map(sectionPages(printed).map(({ id, html }) => [id, html]));
  const sections = report.sections.flatMap((section) => {
    const html = pages.get(section.id) ?? '';
    if (html === '') return [];
    const { edit } = section;
    const when = edit === null ? '' : `${formatDate(edit.at, timeZone)} ${formatClock(edit.at, timeZone)}`;
    const edited = edit === null ? '' : `<p class="edited">${escapeXml(words.edited(edit.by, when))}</p>`;
    return [`<section id="${section.id}"><h2>${escapeXml(section.title)}</h2>${html}${edited}</section>`];
  });
  const fontSource = fonts === '' ? '' : ' font-src app:;';
  return [
    '<!doctype html>',
    `<html lang="${report.language === 'zh' ? 'zh-CN' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';${fontSource}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(report.title)}</title>`,
    `<style>${fonts}${style}</style>`,
    '</head>',
    '<body class="paper-ground">',
    '<article class="paper">',
    `<header><h1>${escapeXml(report.title)}</h1><p class="about">${report.about.map((line) => `<span>${escapeXml(line)}</span>`).join(' ')}</p></header>`,
    ...sections,
    '</article>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
