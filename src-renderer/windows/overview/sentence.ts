import type { Alarm } from '../../../contract/detection';
import type { Incident } from '../../../contract/incidents';
import type { BackendHealth, EngineHealth, RoomEvent, WorkspaceView } from '../../../contract/state';
import type { Language } from '../../../contract/choices';
import { phrase } from '../../i18n/text';
import type { Phrase } from '../../i18n/text';
import { isCurrent } from '../../state/dataAge';
import { absent, changeFrom, formatChange, formatClock, formatCount, formatShare } from '../../ui/format';
import { incidentSentence } from './incidentSentence';
import { lossFraction } from './lossFraction';
import { said, type Sentence } from './said';
import { stageCost } from './stageCost';
import { leadingTrouble, type StageView } from './stageView';

export interface SentenceInput {
  readonly stages: readonly StageView[];
  readonly headlineMetricId: string;
  /** The backend the headline is read from; null before it is known. */
  readonly source: (BackendHealth & { readonly name: string }) | null;
  readonly engine: EngineHealth | null;
  /** Grave alerts that fire and that nobody has acknowledged, newest first. */
  readonly graveAlerts: readonly RoomEvent[];
  /** Open and real, gravest first; and what they were warned of, by alarm id. */
  readonly incidents: readonly Incident[];
  readonly alarms: Readonly<Record<string, Alarm>>;
  readonly workspace: Pick<WorkspaceView, 'metrics'> | null;
  readonly roomAt: number;
  readonly timeZone: string;
  readonly language: Language;
}

/** Below this share of what was expected, "one in ten left" is said as "all but stopped". */
const stoppedBelow = 0.15;
/** What fits beside "… as usual, but a critical alert fires" on a laptop. */
const titleCharactersMax = 40;

/**
 * Data trouble first (without data there is no verdict), then the gravest incident unless a stage is worse than it says, then the
 * earliest worst stage, then a grave alert, then that all is as usual.
 */
export function sentence(input: SentenceInput): Sentence {
  const headline = input.stages.find((stage) => stage.metricId === input.headlineMetricId) ?? input.stages[0];
  if (input.engine?.phase === 'restarting') return restarting(input.engine);
  if (headline === undefined) return said('unknown', phrase('sentence.connecting'));
  const sampleAt = headline.reading?.sampleAt ?? null;
  if (sampleAt === null) return withoutData(input.source);
  if (!isCurrent(headline.age)) return stopped(sampleAt, input);
  const trouble = leadingTrouble(input.stages);
  const [incident] = input.incidents;
  const ofIncident = incident === undefined ? null : incidentSentence(incident, trouble, input);
  if (ofIncident !== null) return ofIncident;
  if (trouble !== null) return troubled(trouble, input);
  return usual(headline, input);
}

/** Orders as usual are not "all as usual" while a grave alert fires. */
function usual(headline: StageView, { graveAlerts, language }: SentenceInput): Sentence {
  const { value = null, expected = null } = headline.reading ?? {};
  const change = changeFrom(expected, value);
  const [alert] = graveAlerts;
  if (alert !== undefined) {
    const holes = {
      metric: headline.name[language],
      rate: formatCount(value, language),
      alert: shortened(alert.title[language]),
    };
    return said(
      'watch',
      graveAlerts.length === 1
        ? phrase('sentence.graveAlert', holes)
        : phrase('sentence.graveAlerts', { ...holes, count: graveAlerts.length }),
    );
  }
  const holes = { metric: headline.name[language], rate: formatCount(value, language) };
  if (change === null) return said('unknown', phrase('sentence.noBase', holes));
  const noticeablyAbove = 0.05;
  return change > noticeablyAbove
    ? said('ok', phrase('sentence.above', { ...holes, size: formatShare(change) }))
    : said('ok', phrase('sentence.asUsual', { ...holes, change: formatChange(change) }));
}

/** Somebody else's words: as many as the line has room for; the list beside the curve has them all. */
function shortened(title: string): string {
  return title.length <= titleCharactersMax ? title : `${title.slice(0, titleCharactersMax - 1).trimEnd()}…`;
}

function troubled(stage: StageView, input: SentenceInput): Sentence {
  const { language } = input;
  const { value = null, expected = null } = stage.reading ?? {};
  const lost = -(changeFrom(expected, value) ?? 0);
  const metric = stage.name[language];
  const size = formatShare(lost);
  const cost = stageCost(stage, input);
  if (stage.health === 'watch') return { ...said('watch', phrase('sentence.watch', { metric, size })), cost };
  if (lost > 1 - stoppedBelow) {
    const rates = { rate: formatCount(value, language), expected: formatCount(expected, language) };
    return { ...said('broken', phrase('sentence.stopped', { metric, ...rates })), cost };
  }
  const holes = { metric, size, ...lossFraction(lost) };
  return stage.health === 'degraded'
    ? { ...said('degraded', phrase('sentence.degraded', holes)), cost }
    : { ...said('broken', phrase('sentence.broken', holes)), cost };
}

function stopped(sampleAt: number, { source, timeZone }: SentenceInput): Sentence {
  const holes = { source: source?.name ?? absent, time: formatClock(sampleAt, timeZone) };
  return { ...said('unknown', phrase('sentence.noDataSince', holes)), reason: reasonOf(source) };
}

function withoutData(source: SentenceInput['source']): Sentence {
  if (source === null) return said('unknown', phrase('sentence.connecting'));
  if (source.phase !== 'failing') return said('unknown', phrase('sentence.loading', { source: source.name }));
  return { ...said('unknown', phrase('sentence.unreachable', { source: source.name })), reason: reasonOf(source) };
}

function reasonOf(source: SentenceInput['source']): Phrase | null {
  const failure = source?.failure ?? null;
  return failure === null ? null : phrase(`failure.${failure}`);
}

function restarting(engine: EngineHealth): Sentence {
  const reason = phrase('sentence.engineRestartingNote', { count: engine.restarts });
  return { ...said('unknown', phrase('sentence.engineRestarting')), reason };
}
