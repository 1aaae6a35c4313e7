import type { Language } from '../../../contract/choices';
import type { Diagnosis } from '../../../contract/diagnosis';
import type { IncidentContext } from '../../../contract/incidents';
import type { Notice } from '../incidents/noticesOf';
import { timeOf } from '../incidents/localTime';
import type { Message } from './channelKind';

export interface Room {
  readonly name: { readonly zh: string; readonly en: string };
  readonly timeZone: string;
  /** Its numbers are made up; said wherever they are told. */
  readonly simulated: boolean;
}

/** What somebody reads on a telephone: how grave, what, since when, what it costs, who did it, and what else goes on. */
export function writeMessage(
  { kind, incident }: Notice,
  language: Language,
  room: Room,
  diagnosis: Diagnosis | undefined,
): Message {
  const { id, grade, gradeWorst, headline, startedAt, resolvedAt, cost, context } = incident;
  const words = texts[language];
  const shown = kind === 'resolved' ? gradeWorst : grade;
  const at = (time: number): string => timeOf(time, room.timeZone);
  return {
    // The same message tried again has the same id; another one about the same incident has not.
    id: `msg_${id}_${kind}_${shown}_${incident.updatedAt}`,
    title: `${shown} ${words[kind]} · ${headline[language]}`,
    lines: [
      `${room.name[language]}${room.simulated ? words.simulated : ''} · ${id}`,
      kind === 'resolved' && resolvedAt !== null ? words.lasted(at(startedAt), at(resolvedAt)) : words.since(at(startedAt)),
      ...(cost === null ? [] : [words.cost(round(cost.soFar), round(cost.perMinute))]),
      ...causeLines(diagnosis, language),
      ...context.slice(0, contextMax).map((one) => words.context(words[one.kind], one.name[language], whenOf(one, at))),
    ],
    data: { kind, incident: withoutSteps(incident), cause: causeOf(diagnosis), room: room.name.en, simulated: room.simulated },
    language,
  };
}

export function writeTry(language: Language, room: Room, nowMs: number): Message {
  const words = texts[language];
  return {
    id: `msg_try_${nowMs}`,
    title: words.tryTitle,
    lines: [`${room.name[language]}${room.simulated ? words.simulated : ''}`, words.tryLine],
    data: { kind: 'try', room: room.name.en, simulated: room.simulated },
    language,
  };
}

/** Nothing before something is known. */
function causeLines(diagnosis: Diagnosis | undefined, language: Language): string[] {
  if (diagnosis === undefined || diagnosis.phase !== 'told') return [];
  const words = texts[language];
  if (diagnosis.verdict !== 'fault') return [words[diagnosis.verdict]];
  const [first] = diagnosis.suspects;
  if (first === undefined) return [];
  const { perMinute } = first.explains;
  const explains = perMinute === null ? '' : words.explains(round(Math.abs(perMinute)));
  return [`${words.cause(first.name[language], first.confidence.toFixed(2))}${explains}`];
}

/** For receivers that act on it. */
function causeOf(diagnosis: Diagnosis | undefined): Record<string, unknown> | null {
  if (diagnosis === undefined || diagnosis.phase !== 'told') return null;
  const [first] = diagnosis.suspects;
  const suspect =
    first === undefined ? null : { kind: first.kind, target: first.target, name: first.name, confidence: first.confidence };
  return { verdict: diagnosis.verdict, suspect };
}

/** More would not be read. */
const contextMax = 3;

const texts = {
  zh: {
    opened: '新事件',
    located: '已定位',
    graver: '升级',
    reopened: '又来了',
    resolved: '已恢复',
    simulated: '（模拟数据）',
    holiday: '节假日',
    promotion: '活动',
    drill: '演练进行中',
    stress: '压测进行中',
    change: '变更',
    since: (from: string) => `${from} 开始`,
    lasted: (from: string, to: string) => `${from} 到 ${to}`,
    cost: (soFar: string, perMinute: string) => `已少 ${soFar} 单，每分钟 ${perMinute} 单`,
    context: (word: string, name: string, when: string) => `${word}：${name}${when}`,
    cause: (name: string, confidence: string) => `原因：${name}（把握 ${confidence}）`,
    explains: (orders: string) => `，解释每分钟 ${orders} 单`,
    demand: '是需求变化，不是故障',
    unexplained: '现有指标还解释不了',
    tryTitle: '午峰通知测试',
    tryLine: '这是一条测试消息，没有发生任何事。',
  },
  en: {
    opened: 'new',
    located: 'located',
    graver: 'graver',
    reopened: 'back again',
    resolved: 'resolved',
    simulated: ' (simulated)',
    holiday: 'Holiday',
    promotion: 'Promotion',
    drill: 'Drill under way',
    stress: 'Stress run under way',
    change: 'Change',
    since: (from: string) => `since ${from}`,
    lasted: (from: string, to: string) => `from ${from} to ${to}`,
    cost: (soFar: string, perMinute: string) => `${soFar} orders lost so far, ${perMinute} a minute`,
    context: (word: string, name: string, when: string) => `${word}: ${name}${when}`,
    cause: (name: string, confidence: string) => `Cause: ${name} (confidence ${confidence})`,
    explains: (orders: string) => `, explains ${orders} orders a minute`,
    demand: 'Demand, not fault',
    unexplained: 'Nothing that is measured explains it yet',
    tryTitle: 'Highnoon notification test',
    tryLine: 'This is a test message. Nothing has happened.',
  },
} as const;

function whenOf(context: IncidentContext, at: (time: number) => string): string {
  return context.kind === 'change' ? ` ${at(context.at)}` : '';
}

/** The story of who did what stays in the room. */
function withoutSteps(incident: Notice['incident']): Omit<Notice['incident'], 'steps' | 'alarmIds'> {
  const { steps: _steps, alarmIds: _alarmIds, ...told } = incident;
  return told;
}

function round(orders: number): string {
  return Math.round(orders).toLocaleString('en-US');
}
