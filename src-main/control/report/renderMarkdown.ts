import MarkdownIt from 'markdown-it';
import { escapeXml } from './pictures/escapeXml';

const pictureScheme = 'picture:';

/**
 * Markdown as HTML that may stand anywhere: HTML in it is shown as text, links lead to web pages only, pictures are those of the
 * report (`picture:id`), and nothing carries a style. What people wrote is as untrusted here as anything else.
 */
export function renderMarkdown(text: string, pictures: Readonly<Record<string, string>>): string {
  return parser.render(text, { pictures });
}

// `html: false` is the default; it is said because everything depends on it.
const parser = new MarkdownIt('default', { html: false, linkify: false, typographer: false, breaks: true });
parser.validateLink = (url) => /^https?:\/\//i.test(url) || url.startsWith(pictureScheme);

parser.renderer.rules.image = (tokens, index, _options, env: unknown) => {
  const token = tokens[index];
  const source = String(token?.attrGet('src') ?? '');
  const caption = escapeXml(token?.content ?? '');
  const svg = source.startsWith(pictureScheme) ? pictureIn(env, source.slice(pictureScheme.length)) : undefined;
  // A picture from elsewhere would make the reader's machine call there.
  if (svg === undefined) return `<span class="no-picture">${caption}</span>`;
  // A span, because Markdown puts pictures into paragraphs.
  return `<span class="picture">${svg}<span class="caption">${caption}</span></span>`;
};

// The section's own title is the second level.
parser.core.ruler.push('lower_headings', ({ tokens }) => {
  for (const token of tokens) if (token.tag === 'h1' || token.tag === 'h2') token.tag = 'h3';
});

// Columns of numbers, told by a class: the console's windows refuse styles in markup.
parser.core.ruler.push('align_by_class', ({ tokens }) => {
  for (const token of tokens) {
    const style = token.attrGet('style');
    if (style === null) continue;
    token.attrs = null;
    if (style === 'text-align:right') token.attrSet('class', 'right');
  }
});

function pictureIn(env: unknown, id: string): string | undefined {
  if (typeof env !== 'object' || env === null || !('pictures' in env)) return undefined;
  const { pictures } = env;
  if (typeof pictures !== 'object' || pictures === null || !Object.hasOwn(pictures, id)) return undefined;
  const svg: unknown = Object.entries(pictures).find(([key]) => key === id)?.[1];
  return typeof svg === 'string' ? svg : undefined;
}
