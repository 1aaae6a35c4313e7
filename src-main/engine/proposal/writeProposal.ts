import type { Language } from '../../../contract/choices';
import type { MeasureSide } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';
import { idsFor } from './findCoreLink';
import type { Proposal } from './proposal';
import type { ProposedStage } from './orderStages';
import { describeShape } from './proposeWorkspace';
import { fileDuration, type Said } from './said';
import { wordsIn } from './stageWords';

/** The workspace file of a proposal, its reasons as comments in one language; names are in both, as the format wants them. */
export function writeProposal(proposal: Proposal, language: Language): string {
  const say = (said: Said): string => oneLine(said[language]);
  const note = (zh: string, en: string): string => `# ${say({ zh, en })}`;
  const ids = idsFor(proposal.stages.map((stage) => metricName(proposal, stage)));
  const idOf = (stage: ProposedStage): string => ids.get(metricName(proposal, stage)) ?? '';
  const { stages, dimensions, link, shape, doubts, leftOut } = proposal;
  const lines: string[] = [
    note(
      `由 npm run workspace -- init 根据 ${proposal.url} 提出，供人修改。`,
      `Proposed by npm run workspace -- init from ${proposal.url}, for a person to edit.`,
    ),
    ...(doubts.length === 0 ? [] : [note('有疑问的地方：', 'Doubts:'), ...doubts.map((doubt) => `#   - ${say(doubt)}`)]),
    'version: 1',
    `name: ${both({ zh: `${new URL(proposal.url).host} 的订单`, en: `Orders of ${new URL(proposal.url).host}` })}`,
    '',
    ...(proposal.zoneGuessed
      ? [note('时区是这台电脑的；店在别处就改掉。', 'The zone of the computer that asked; change it if the shop is elsewhere.')]
      : []),
    `timeZone: ${proposal.timeZone}`,
  ];
  if (shape !== null) {
    lines.push('', `# ${say(describeShape(shape))}`);
    if (shape.peaks.length > 0) lines.push('peaks:');
    for (const { id, name, from, top, to } of shape.peaks)
      lines.push(`  - { id: ${id}, name: ${both(name)}, from: '${clock(from)}', top: '${clock(top)}', to: '${clock(to)}' }`);
  }
  const settleMs = (proposal.sampleIntervalMs ?? 60_000) + 1_000;
  lines.push(
    '',
    'backends:',
    `  ${proposal.kind}:`,
    `    kind: ${proposal.kind}`,
    `    url: ${JSON.stringify(proposal.url)}`,
    '    poll: 5s',
    note(
      '    最迟多久还会来样本：采集间隔加 1 秒',
      '    how late samples may still come: the scrape interval and a second',
    ).replace(/^# {5}/, '    # '),
    `    settle: ${Math.ceil(settleMs / 1_000)}s`,
    `source: ${proposal.kind}`,
  );
  if (dimensions.dimensions.length > 0) lines.push('', 'dimensions:');
  const dimensionIds = idsFor(dimensions.dimensions.map(({ label }) => label));
  for (const { label, name, values, reason } of dimensions.dimensions) {
    const id = dimensionIds.get(label) ?? label;
    lines.push(
      `  # ${say(reason)}`,
      `  ${id}:`,
      `    name: ${both(name)}`,
      ...(id === label ? [] : [`    label: ${JSON.stringify(label)}`]),
    );
    lines.push('    values:', ...values.map((value) => `      ${JSON.stringify(value)}: ${both({ zh: value, en: value })}`));
  }
  lines.push('', 'metrics:');
  for (const stage of stages)
    lines.push(
      `  ${idOf(stage)}:`,
      `    name: ${both(stage.name)}`,
      ...(proposal.stepMs === 10_000 ? [] : [`    step: ${fileDuration(proposal.stepMs)}`]),
      `    query: { prometheus: ${singleQuoted(queryOf(proposal, stage))} }`,
    );
  for (const { id, name, unit, of, watch, query } of link?.measures ?? [])
    lines.push(
      `  ${id}:`,
      `    name: ${both(name)}`,
      ...(unit === '/s' ? [] : [`    unit: ${unit}`]),
      ...(proposal.stepMs === 10_000 ? [] : [`    step: ${fileDuration(proposal.stepMs)}`]),
      `    of: ${of}`,
      ...(watch ? [] : ['    watch: false']),
      `    query: { prometheus: ${singleQuoted(query)} }`,
    );
  lines.push('', note(`环节的来处与顺序：${placeOf(proposal).zh}`, `stages and their order: ${placeOf(proposal).en}`), 'funnel:');
  for (const stage of stages) {
    for (const reason of stage.reasons) lines.push(`  # ${say(reason)}`);
    const lag = fileDuration(stage.lagMs);
    lines.push(`  - { metric: ${idOf(stage)}${lag === '0s' ? '' : `, lag: ${lag}`} }`);
  }
  lines.push(`headline: ${idOf(proposal.headline)}`);
  if (link !== null) {
    lines.push('', note(`谁调用谁：来自 ${link.metric}`, `who calls whom: from ${link.metric}`), 'coreLink:', '  domains:');
    const kinds = new Set(link.nodes.map(({ kind }) => kind));
    if (kinds.has('service')) lines.push(`    services: { name: ${both({ zh: '服务', en: 'Services' })} }`);
    if (kinds.has('middleware')) lines.push(`    middleware: { name: ${both({ zh: '中间件', en: 'Middleware' })} }`);
    lines.push(
      note(
        '  一单走过的路：名字说到某一步的服务，每步取最忙的一个',
        '  an order’s way: services whose names speak of a step, the busiest for each',
      ).replace(/^# {3}/, '  # '),
      `  path: [${link.path.join(', ')}]`,
      '  nodes:',
    );
    for (const { id, name, kind, why } of link.nodes)
      lines.push(
        `    ${id}: { name: ${both({ zh: name, en: name })}, domain: ${kind === 'service' ? 'services' : 'middleware'}, kind: ${kind} }` +
          (why === null ? '' : ` # ${say({ zh: `按名字里的“${why}”猜的`, en: `guessed from '${why}' in its name` })}`),
      );
    const measured = (side: MeasureSide): string =>
      link.measures.flatMap((each) => (each.side === side ? [`${each.measure}: ${each.id}`] : [])).join(', ');
    lines.push(
      `  labels: { node: ${link.to}, from: ${link.from}, to: ${link.to} }`,
      '  measures:',
      ...(['node', 'caller', 'callee'] as const).map((side) => `    ${side}: { ${measured(side)} }`),
    );
    lines.push('  edges:', ...link.edges.map(({ from, to }) => `    - { from: ${from}, to: ${to} }`));
  }
  if (leftOut.length > 0) lines.push('', ...leftOut.map((said) => note(`未用：${said.zh}`, `not used: ${said.en}`)));
  return `${lines.join('\n')}\n`;
}

export function placeOf({ place, stages, dimensions }: Proposal): Said {
  const [first] = stages;
  const family = first?.family.name ?? '';
  const known = stages.filter(({ rank }) => rank !== null).map(({ text }) => text);
  const where =
    place.kind === 'label'
      ? { zh: `${family} 的标签 ${place.label ?? ''}`, en: `label ${place.label ?? ''} of ${family}` }
      : { zh: '各环节自己的计数器', en: 'a counter for each stage' };
  const cuts = dimensions.throughCuts ? { zh: '，切分在 _by_ 指标里', en: ', cut in _by_ metrics' } : { zh: '', en: '' };
  const order =
    known.length === stages.length
      ? { zh: `按认识的词排（${known.join(' → ')}）`, en: `by known words (${known.join(' → ')})` }
      : { zh: '认识的词在先，其余按速率和时间', en: 'known words first, the others by rate and time' };
  return { zh: `${where.zh}${cuts.zh}；${order.zh}`, en: `${where.en}${cuts.en}; ${order.en}` };
}

/** `$slice` brings a comma along, so there is always a matcher before it. */
function queryOf({ dimensions }: Proposal, { family, matchers }: ProposedStage): string {
  const [, head = family.name, tail = ''] = /^(.*?)(_total|_count)?$/.exec(family.name) ?? [];
  const name = dimensions.throughCuts ? `${head}$by${tail}` : family.name;
  return `sum(rate(${name}{${matchers === '' ? 'job=~".*"' : matchers}$slice}[$window]))`;
}

function metricName({ place }: Proposal, { family, text }: ProposedStage): string {
  const plain = family.name.replace(/_(total|count)$/, '');
  return place.kind === 'label' ? `${wordsIn(plain).at(-1) ?? plain}.${text}` : plain;
}

function both({ zh, en }: LocalText): string {
  return `{ zh: ${JSON.stringify(zh)}, en: ${JSON.stringify(en)} }`;
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a server says goes into comments: a line break there would be YAML of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\u2028\u2029]+/gu, ' ');
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
