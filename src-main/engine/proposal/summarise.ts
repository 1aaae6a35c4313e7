import type { Language } from '../../../contract/choices';
import type { Proposal } from './proposal';

/** For the terminal: what was found, how sure it is, and the next command. `out`: the file that was written, null for none. */
export function summarise(
  { stages, dimensions, link, doubts, leftOut }: Proposal,
  out: string | null,
  language: Language,
): string {
  const zh = language === 'zh';
  const middleware = link?.nodes.filter(({ kind }) => kind === 'middleware').length ?? 0;
  const lines = [
    `${zh ? '漏斗' : 'funnel'}: ${stages.map(({ text }) => text).join(' → ')}`,
    `${zh ? '维度' : 'dimensions'}: ${dimensions.dimensions.map(({ label, values }) => `${label} (${values.length})`).join(', ') || '–'}`,
    link === null
      ? `${zh ? '核心链路' : 'core link'}: –`
      : zh
        ? `核心链路: ${link.nodes.length} 个节点（${middleware} 个中间件），${link.edges.length} 条调用`
        : `core link: ${link.nodes.length} nodes (${middleware} of them middleware), ${link.edges.length} calls`,
    ...doubts.map((doubt) => `${zh ? '疑问' : 'doubt'}: ${doubt[language]}`),
    zh ? `未用: ${leftOut.length} 条，写在文件末尾` : `not used: ${leftOut.length} things, listed at the end of the file`,
  ];
  const next = out === null ? '' : JSON.stringify(out);
  if (out !== null)
    lines.push(
      zh ? `已写入 ${out}` : `written to ${out}`,
      `${zh ? '改好后' : 'edit it, then'}: npm run workspace -- check ${next} && npm start -- --workspace=${next}`,
    );
  return lines.join('\n');
}
