import { formatClock, formatDate } from '../../../contract/format';
import { sectionText } from '../../../contract/report';
import { plainMarkdown } from './plainMarkdown';
import type { PrintedReport } from './reportHtml';
import { reportWords } from './words/words';

export interface MarkdownFiles {
  readonly text: string;
  /** To be written into `folder`, beside the text. */
  readonly pictures: readonly { readonly name: string; readonly svg: string }[];
}

/**
 * The report as Markdown with its pictures as files in a folder beside it: what wikis, code hosts and editors show. Pictures inside
 * the text (data addresses) would be left out by most of them, and nobody could edit around them.
 */
export function reportMarkdown({ report, pictures, timeZone }: PrintedReport, folder: string): MarkdownFiles {
  const words = reportWords[report.language];
  const blocks = report.sections.flatMap((section) => {
    const text = sectionText(section).trim();
    if (text === '') return [];
    const { edit } = section;
    const when = edit === null ? '' : `${formatDate(edit.at, timeZone)} ${formatClock(edit.at, timeZone)}`;
    return [`## ${section.title}`, text, ...(edit === null ? [] : [`*${plainMarkdown(words.edited(edit.by, when))}*`])];
  });
  const text = [`# ${plainMarkdown(report.title)}`, report.about.map(plainMarkdown).join(' · '), ...blocks].join('\n\n');
  const used: { name: string; svg: string }[] = [];
  const linked = text.replace(/\]\(picture:([\w-]+)\)/g, (whole, id: string) => {
    const svg = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
    if (svg === undefined) return whole;
    const name = `${id}.svg`;
    if (!used.some((each) => each.name === name)) used.push({ name, svg });
    return `](${asDestination(folder)}/${name})`;
  });
  return { text: `${linked}\n`, pictures: used };
}

/** What would end a link's address is written as its code; letters of any language stay readable. */
function asDestination(folder: string): string {
  return folder.replace(/[\s()<>%\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
