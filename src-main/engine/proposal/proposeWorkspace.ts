import { seeFamilies, type FamiliesSeen, type Family } from './families';
import { edgesSources, findCoreLink } from './findCoreLink';
import { findDimensions } from './findDimensions';
import { findFunnel, type FunnelPlace, type StagePlace } from './findFunnel';
import { findDailyShape, type DailyShape } from './findPeaks';
import { orderStages, type ProposedStage } from './orderStages';
import { linkMeasures } from './linkMeasures';
import type { Proposal } from './proposal';
import { duration, type Said } from './said';
import { lookAtServer, quote, type ServerLook, type Span } from './serverLook';

export interface ProposalRequest {
  readonly url: string;
  /** null: the computer's own. */
  readonly timeZone: string | null;
}

export type ProposalOutcome =
  | { readonly found: true; readonly proposal: Proposal }
  /** The server answers, but nothing on it looks like orders; the sentences say what was looked at. */
  | { readonly found: false; readonly said: readonly Said[] };

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Steps of a curve; a bucket must hold two samples at least, or `rate()` finds nothing in it. */
const stepsMs = [10_000, 20_000, 30_000, minuteMs, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs];
/** Other counters whose day is looked at; each is one question over a week. */
const othersMax = 20;
const sharpMin = 2;

/**
 * Looks at a real Prometheus and says what a workspace for it could be, each part with its reason. Reads only.
 * @throws BackendFailure with a sentence, when the server does not answer.
 */
export async function proposeWorkspace({ url, timeZone: asked }: ProposalRequest): Promise<ProposalOutcome> {
  const timeZone = asked ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const look = await lookAtServer(url);
  const seen = await seeFamilies(look);
  const place = findFunnel(seen.families);
  if (place === null) return { found: false, said: describeNothing(seen) };

  const [firstStage] = place.stages;
  const sampleIntervalMs = firstStage === undefined ? null : await look.sampleIntervalMs(firstStage.family.name);
  const stepMs = stepsMs.find((step) => step >= 2 * (sampleIntervalMs ?? minuteMs)) ?? 10 * minuteMs;
  const curveStepMs = Math.max(minuteMs, stepMs);
  const curves = await readStages(look, place, curveStepMs, (sampleIntervalMs ?? minuteMs) * 2);
  const ordered = orderStages(place, curves, curveStepMs);
  const headline = headlineOf(ordered.stages);
  if (headline === undefined) return { found: false, said: describeNothing(seen) };
  const dimensions = findDimensions(ordered.stages, place.label, seen.families);
  const shape = await readShape(look, totalOf(headline, '10m'), timeZone);
  const link = await readLink(look, seen.families);
  const used = new Set([...place.stages.map(({ family }) => family.name), ...edgesSources.map(({ metric }) => metric)]);
  const others = seen.families.filter(({ name }) => !used.has(name) && !isCutOfOurs(name, place));
  return {
    found: true,
    proposal: {
      url,
      kind: look.kind,
      timeZone,
      zoneGuessed: asked === null,
      place,
      stages: ordered.stages,
      headline,
      dimensions,
      link,
      shape,
      sampleIntervalMs,
      stepMs,
      doubts: [...ordered.doubts, ...doubtsAbout(sampleIntervalMs, shape, link === null)],
      leftOut: [
        ...describePassedOver(place, ordered.silent),
        ...dimensions.leftOut,
        ...(link?.leftOut ?? []),
        ...(await describeOthers(look, others, timeZone)),
        ...describeUnseen(seen),
      ],
    },
  };
}

/** Every stage's curve of the last day; the window of a rate holds two samples at least. */
async function readStages(
  look: ServerLook,
  place: FunnelPlace,
  stepMs: number,
  windowMsMin: number,
): Promise<Map<StagePlace, Float64Array>> {
  const span: Span = { ...lastWhole(look.now, stepMs, dayMs), stepMs };
  const window = `${Math.ceil(Math.max(stepMs, windowMsMin) / 1_000)}s`;
  const curves = new Map<StagePlace, Float64Array>();
  for (const stage of place.stages) {
    const [curve] = await look.curves(totalOf(stage, window), span);
    if (curve !== undefined) curves.set(stage, curve.values);
  }
  return curves;
}

export function totalOf({ family, matchers }: StagePlace, window: string): string {
  return `sum(rate(${family.name}{${matchers}}[${window}]))`;
}

/** Money is what a room watches; without a step of that name the first one. */
function headlineOf(stages: readonly ProposedStage[]): ProposedStage | undefined {
  return stages.find(({ name }) => name.en === 'paid') ?? stages[0];
}

async function readShape(look: ServerLook, query: string, timeZone: string): Promise<DailyShape | null> {
  const stepMs = 10 * minuteMs;
  const [curve] = await look.curves(query, { ...lastWhole(look.now, stepMs, 7 * dayMs), stepMs });
  return curve === undefined ? null : findDailyShape(curve, timeZone);
}

function lastWhole(now: number, stepMs: number, lengthMs: number): { startAt: number; endAt: number } {
  const endAt = Math.floor(now / stepMs) * stepMs;
  return { startAt: endAt - lengthMs, endAt };
}

async function readLink(look: ServerLook, families: readonly Family[]): Promise<Proposal['link']> {
  for (const { metric, from, to } of edgesSources) {
    if (!families.some(({ name }) => name === metric)) continue;
    const rates = await look.readings(`sum by (${from}, ${to}) (rate(${metric}[15m]))`);
    // A server that just began to scrape has no rates yet, but it knows who calls whom.
    const readings = rates.length > 0 ? rates : await look.readings(`sum by (${from}, ${to}) (${metric})`);
    const link = findCoreLink(readings, from, to);
    if (link !== null) return { ...link, metric, from, to, measures: linkMeasures(metric, new Set(await look.names())) };
  }
  return null;
}

function isCutOfOurs(name: string, place: FunnelPlace): boolean {
  return place.stages.some(({ family }) => name.startsWith(`${family.name.replace(/_(total|count)$/, '')}_by_`));
}

/** A daily peak is the mark of a business: such counters may belong into the file, but what they count only their owners know. */
async function describeOthers(look: ServerLook, others: readonly Family[], timeZone: string): Promise<Said[]> {
  const said: Said[] = [];
  for (const { name } of others.slice(0, othersMax)) {
    const shape = await readShape(look, `sum(rate({__name__=${quote(name)}}[10m]))`, timeZone);
    said.push(
      shape !== null && shape.sharpness >= sharpMin
        ? {
            zh: `${name}：每天有高峰（峰值是均值的 ${shape.sharpness.toFixed(1)} 倍），可能是业务指标`,
            en: `${name}: it has a daily peak (${shape.sharpness.toFixed(1)} times its mean) and may be a business metric`,
          }
        : { zh: `${name}：名字不像订单的一步`, en: `${name}: its name speaks of no step of an order` },
    );
  }
  if (others.length > othersMax)
    said.push({ zh: `另外 ${others.length - othersMax} 个计数器`, en: `${others.length - othersMax} more counters` });
  return said;
}

function doubtsAbout(intervalMs: number | null, shape: DailyShape | null, noLink: boolean): Said[] {
  const doubts: Said[] = [];
  if (intervalMs === null)
    doubts.push({
      zh: '看不出采集间隔：step 按 1 分钟的采集写，请核对',
      en: 'the scrape interval cannot be seen: the step is written for one minute; check it',
    });
  if (shape === null)
    doubts.push({
      zh: '数据不足一天：看不出每天的形状，peaks 未写',
      en: 'less than a day of data: its daily shape cannot be seen, and no peaks are written',
    });
  else if (shape.days < 6)
    doubts.push({
      zh: `每天的形状只看了 ${shape.days.toFixed(1)} 天`,
      en: `the daily shape was seen for ${shape.days.toFixed(1)} days only`,
    });
  if (noLink)
    doubts.push({
      zh: `没有 ${edgesSources.map(({ metric }) => metric).join('、')}：核心链路请自己写上`,
      en: `neither ${edgesSources.map(({ metric }) => metric).join(' nor ')} is there: write the core link in yourself`,
    });
  return doubts;
}

const passedOverWhy: Readonly<Record<FunnelPlace['passedOver'][number]['why'], Said>> = {
  loss: { zh: '是流失，不是往前一步', en: 'a loss, not a step forward' },
  unknown: { zh: '不是认识的环节', en: 'no step that we know' },
  'same-stage': { zh: '和已写的环节是同一步', en: 'the same step as one that is written' },
};

function describePassedOver(place: FunnelPlace, silent: readonly StagePlace[]): Said[] {
  return [
    ...place.passedOver.map(({ text, why }) => ({
      zh: `“${text}”：${passedOverWhy[why].zh}`,
      en: `'${text}': ${passedOverWhy[why].en}`,
    })),
    ...silent.map(({ text }) => ({ zh: `“${text}”：最近一天没有动过`, en: `'${text}': it did not move within the last day` })),
  ];
}

function describeUnseen({ passedOver }: FamiliesSeen): Said[] {
  const { machinery, noCounters, beyondLimit } = passedOver;
  return [
    { zh: `${machinery} 个机器与平台自身的指标`, en: `${machinery} metrics of machines and platforms` },
    { zh: `${noCounters} 个不是计数器的指标`, en: `${noCounters} metrics that are no counters` },
    ...(beyondLimit > 0
      ? [
          {
            zh: `${beyondLimit} 个没有细看的计数器（超出上限）`,
            en: `${beyondLimit} counters that were not looked into (beyond the limit)`,
          },
        ]
      : []),
  ];
}

function describeNothing(seen: FamiliesSeen): Said[] {
  const examples = seen.families
    .slice(0, 8)
    .map(({ name }) => name)
    .join(', ');
  return [
    {
      zh: `这台服务器有 ${seen.namesCount} 个指标，没有一个像订单漏斗：没有 stage/status/event 之类的标签写着 submit、pay、deliver 这样的步骤，也没有两个名字像这样的计数器。`,
      en: `This server has ${seen.namesCount} metrics, and none looks like a funnel of orders: no stage/status/event label whose values are steps such as submit, pay or deliver, and no two counters with such names.`,
    },
    ...(examples === '' ? [] : [{ zh: `看过的计数器有：${examples}`, en: `Counters that were looked into: ${examples}` }]),
    ...describeUnseen(seen).map(({ zh, en }) => ({ zh: `没有用上：${zh}`, en: `Not used: ${en}` })),
    {
      zh: '让业务代码导出一个计数器，例如 orders_total{stage="submit|pay|…", city="…"}，再试一次；或照 docs/workspace-file.md 手写一个。',
      en: 'Have the shop export a counter such as orders_total{stage="submit|pay|…", city="…"} and try again, or write a file by hand as docs/workspace-file.md says.',
    },
  ];
}

export function describeShape({ days, sharpness }: DailyShape): Said {
  const seen = duration(days * dayMs);
  return {
    zh: `近 ${seen}的平均一天里，最高处是均值的 ${sharpness.toFixed(1)} 倍`,
    en: `in the mean day of the last ${seen} the top is ${sharpness.toFixed(1)} times the mean`,
  };
}
