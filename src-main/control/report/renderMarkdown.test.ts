import { expect, test } from 'vitest';
import { renderMarkdown } from './renderMarkdown';

const pictures = { business: '<svg id="own"></svg>' };

test('what people write is shown, never run: scripts, handlers, frames and styles are text', () => {
  const html = renderMarkdown(
    '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> <style>*{display:none}</style>\n\n<iframe src="https://evil.example">',
    pictures,
  );
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<(script|img|style|iframe)/i);
});

test('links lead to web pages only', () => {
  const html = renderMarkdown(
    '[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) [d](https://example.com)',
    {},
  );
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).toContain('href="https://example.com"');
});

test('a picture of the report is drawn where it is named, also after it was moved; one from elsewhere is only its words', () => {
  expect(renderMarkdown('![支付 <b>](picture:business)', pictures)).toContain(
    '<span class="picture"><svg id="own"></svg><span class="caption">支付 &lt;b&gt;</span></span>',
  );
  for (const source of ['https://evil.example/pixel.png', 'picture:unknown', 'picture:__proto__', 'picture:constructor']) {
    const html = renderMarkdown(`![seen](${source})`, pictures);
    expect(html).not.toMatch(/<(img|svg)/);
    expect(html).toContain('seen');
  }
});

test('headings stay below the section’s own, and columns of numbers are a class, not a style', () => {
  const html = renderMarkdown('# One\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |', {});
  expect(html).toContain('<h3>One</h3>');
  expect(html).toContain('<td class="right">2</td>');
  expect(html).not.toContain('style=');
});

// A parser that went back and forth would need minutes for some of these; the runner gives it five seconds.
test('broken and hostile Markdown ends', () => {
  const hostile = ['[', '*', '`', '> ', '| ', '![', '](', '- ', '\\', '&#', '<'].map((part) => part.repeat(20_000 / part.length));
  for (const text of hostile) expect(typeof renderMarkdown(text, {})).toBe('string');
});
