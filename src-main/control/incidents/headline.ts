import type { LocalText } from '../../../contract/words';
import type { Evidence } from './evidence';
import { isTotal, type Finding, type TroubleFinding, type OrdersFinding } from './finding';
import type { Names } from './names';
import { amountStep, burstOrigins, goneFall, timesMax } from './rules';

/** `meaning` is the same as long as the sentence says the same; the amount in it may grow meanwhile. */
export interface Headline {
  readonly meaning: string;
  readonly amount: number;
  readonly text: LocalText;
}

/** What an operator would say: what, how much, where. From the evidence alone; it names no cause that was not measured. */
export function writeHeadline(evidence: Evidence, findings: readonly Finding[], names: Names): Headline {
  const [lead] = evidence.lead;
  if (lead !== undefined) return sayFall(evidence, lead, names);
  const trouble = findings.filter((finding) => finding.what === 'trouble');
  const origin = evidence.origins[0];
  if (origin !== undefined && trouble.length > 0) return sayTrouble(origin, trouble, evidence, names);
  const rise = worst(evidence.rises, ({ fall }) => -fall);
  if (rise !== undefined) return sayRise(rise, names);
  const warning = evidence.warnings.find(({ total }) => total) ?? evidence.warnings[0];
  if (warning !== undefined) return sayWarning(warning, names);
  return sayOther(findings, names);
}

/** The number follows only when it is much worse; the same meaning with much the same number keeps its text. */
export function isSameHeadline(a: Headline, b: Headline): boolean {
  return a.meaning === b.meaning && b.amount < a.amount * amountStep;
}

function sayFall(evidence: Evidence, lead: OrdersFinding, names: Names): Headline {
  const stage = names.metric(lead.alarm.metricId);
  const { slice } = lead.alarm;
  const whole = lead.total || evidence.lead.length > 1;
  const focus = isTotal(evidence.focus) && !whole ? slice : evidence.focus;
  const fall = lead.total ? Math.max(lead.fall, lead.share ?? 0) : isTotal(focus) ? evidence.totalFall : lead.fall;
  const slow = lead.alarm.shape === 'decline';
  const gone = fall >= goneFall;
  const much = percent(fall);
  const what = {
    zh: gone ? `${stage.zh}停了` : `${stage.zh}${slow ? '慢慢' : ''}少了 ${much}%`,
    en: gone ? `Orders stopped at “${stage.en}”` : `Orders ${slow ? 'slowly ' : ''}down ${much} % at “${stage.en}”`,
  };
  const meaning = ['fall', lead.alarm.metricId, gone, slow, JSON.stringify(focus)];
  if (!isTotal(focus)) {
    const where = names.slice(focus);
    const text = lead.total
      ? { zh: `${what.zh}，集中在${where.zh}`, en: `${what.en}, all in ${where.en}` }
      : { zh: `${where.zh}：${what.zh}`, en: `${what.en}, only in ${where.en}` };
    return { meaning: [...meaning, lead.total].join('|'), amount: fall, text };
  }
  const [origin, second] = evidence.origins;
  // Several at once say nothing about where.
  if (origin === undefined || second !== undefined) return { meaning: meaning.join('|'), amount: fall, text: what };
  const node = names.node(origin);
  return {
    meaning: [...meaning, origin].join('|'),
    amount: fall,
    text: { zh: `${what.zh}，${node.zh} 同时异常`, en: `${what.en}, with ${node.en} in trouble` },
  };
}

function sayTrouble(origin: string, trouble: readonly TroubleFinding[], evidence: Evidence, names: Names): Headline {
  // A node's own measure says more than a call to it; of several the one that came first.
  const [said] = [...trouble].sort(
    (a, b) =>
      Number(b.node === origin) - Number(a.node === origin) ||
      Number(a.caller !== null) - Number(b.caller !== null) ||
      a.alarm.startedAt - b.alarm.startedAt ||
      a.alarm.raisedAt - b.alarm.raisedAt,
  );
  if (said === undefined) throw new Error('a node in trouble was found by an alarm');
  const how = howMuch(said, names.metric(said.alarm.metricId));
  if (evidence.origins.length >= burstOrigins) return sayEverywhere(evidence, how, names);
  const node = names.node(origin);
  const others = evidence.troubled.size > 1;
  return {
    meaning: ['trouble', origin, said.alarm.metricId, how.meaning, others].join('|'),
    amount: how.amount,
    text: {
      zh: `${node.zh}：${how.zh}${others ? '，调用方受影响' : ''}`,
      en: `${node.en}: ${how.en}${others ? ', its callers suffer' : ''}`,
    },
  };
}

/** Nothing that these nodes share in the graph explains it. */
function sayEverywhere({ origins }: Evidence, how: HowMuch, names: Names): Headline {
  const some = origins.slice(0, 2).map((origin) => names.node(origin));
  return {
    meaning: ['everywhere', how.meaning, ...origins.slice(0, 2)].join('|'),
    amount: 1,
    text: {
      zh: `多处同时异常：${some.map(({ zh }) => zh).join('、')} 等，${how.zh}`,
      en: `Trouble in many places at once, ${some.map(({ en }) => en).join(', ')} and more: ${how.en}`,
    },
  };
}

interface HowMuch extends LocalText {
  readonly meaning: string;
  readonly amount: number;
}

function howMuch({ alarm, times }: TroubleFinding, metric: LocalText): HowMuch {
  if (alarm.shape === 'silence') return { meaning: 'silent', amount: 1, zh: '没有数据', en: 'no data' };
  if (times < 2) return { meaning: 'unusual', amount: 1, zh: `${metric.zh}异常`, en: `unusual ${metric.en}` };
  if (times >= timesMax)
    return { meaning: 'far', amount: 1, zh: `${metric.zh}远高于平时`, en: `${metric.en} far above the usual` };
  const much = times < 10 ? Math.round(times) : Math.round(times / 10) * 10;
  return { meaning: 'times', amount: times, zh: `${metric.zh}是平时的 ${much} 倍`, en: `${metric.en} ${much}× the usual` };
}

function sayRise(rise: OrdersFinding, names: Names): Headline {
  const { metricId, slice } = rise.alarm;
  const stage = names.metric(metricId);
  const much = percent(-rise.fall);
  const where = isTotal(slice) ? null : names.slice(slice);
  return {
    meaning: ['rise', metricId, JSON.stringify(slice)].join('|'),
    amount: -rise.fall,
    text: {
      zh: `${where === null ? '' : `${where.zh}：`}${stage.zh}多了 ${much}%`,
      en: `Up ${much} % at “${stage.en}”${where === null ? '' : `, in ${where.en}`}`,
    },
  };
}

function sayWarning({ alarm }: OrdersFinding, names: Names): Headline {
  const stage = names.metric(alarm.metricId);
  const where = isTotal(alarm.slice) ? { zh: '', en: '' } : names.slice(alarm.slice);
  const below = alarm.direction === 'below';
  return {
    meaning: ['warning', alarm.metricId, JSON.stringify(alarm.slice)].join('|'),
    amount: 1,
    text: {
      zh: `${where.zh === '' ? '' : `${where.zh}：`}${stage.zh}一小时内会越过${below ? '下' : '上'}限`,
      en: `“${stage.en}”${where.en === '' ? '' : ` in ${where.en}`} will cross its ${below ? 'lower' : 'upper'} limit within the hour`,
    },
  };
}

/** Silence, fewer requests, a metric beside the way: said of the gravest. */
function sayOther(findings: readonly Finding[], names: Names): Headline {
  const said = worst(findings, ({ alarm }) => alarm.peakScore);
  const { metricId, slice, shape, direction } = said?.alarm ?? { metricId: '', slice: {}, shape: 'cliff', direction: 'below' };
  const metric = names.metric(metricId);
  const place =
    said === undefined || said.what === 'orders' ? (isTotal(slice) ? null : names.slice(slice)) : names.node(said.node);
  const silent = shape === 'silence';
  const how = silent
    ? { zh: '没有数据', en: 'no data' }
    : direction === 'below'
      ? { zh: '偏低', en: 'unusually low' }
      : { zh: '偏高', en: 'unusually high' };
  return {
    meaning: ['other', metricId, silent, direction, place?.en].join('|'),
    amount: 1,
    text: {
      zh: `${place === null ? '' : `${place.zh}：`}${metric.zh}${how.zh}`,
      en: `${place === null ? '' : `${place.en}: `}${metric.en} ${how.en}`,
    },
  };
}

function percent(part: number): number {
  return Math.round(100 * part);
}

function worst<Value>(values: readonly Value[], of: (value: Value) => number): Value | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => (of(b) > of(a) ? b : a));
}
