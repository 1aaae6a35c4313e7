import { mergedIntoOf } from '../../../../contract/incidents';
import { markdownBlocks, markdownList } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import { responseTimes, type ResponseTime } from '../responseTimes';
import { lastedMs, type Telling } from '../telling';
import { worstMinute } from '../worstMinute';
import { causeSentence } from './cause';

/** What it was, what it cost, why, and how fast people were: all that most readers read. */
export function summarySection(facts: ReportFacts, say: Telling): string {
  const { incident } = facts;
  const words = say.words.summary;
  const { verdict, acknowledged, steps, forecastAt } = incident;
  const into = mergedIntoOf(incident);
  const resolvedBy = steps.findLast(({ kind, by }) => kind === 'resolved' && by !== null);
  const sentences = (parts: readonly string[]): string => parts.join(say.words.gap);
  const what = sentences([
    whatHappened(facts, say),
    ...(forecastAt === null ? [] : [words.forecast(say.clock(forecastAt))]),
    ...(into === null ? [] : [words.merged(say.name(into))]),
    ...(verdict?.false === true ? [words.falseAlarm(say.name(verdict.by), say.clock(verdict.at), say.name(verdict.note))] : []),
  ]);
  if (verdict?.false === true) return what;
  return markdownBlocks(
    what,
    markdownList([
      cost(facts, say),
      causeSentence(facts.diagnosis, say),
      responseTimes(facts)
        .map((time) => responseWords(time, say))
        .join(say.words.comma) + say.words.stop,
      sentences([
        acknowledged === null ? words.takenNone : words.taken(say.name(acknowledged.by), say.clock(acknowledged.at)),
        ...(resolvedBy === undefined ? [] : [words.resolvedBy(say.name(resolvedBy.by ?? ''), say.name(resolvedBy.note ?? ''))]),
      ]),
    ]),
  );
}

function whatHappened({ incident, at }: ReportFacts, say: Telling): string {
  const words = say.words.summary;
  const { phase, startedAt, resolvedAt, headline } = incident;
  const from = say.day(startedAt);
  const lasted = say.lasted(lastedMs(incident, at));
  if (phase === 'resolved' && resolvedAt !== null) return words.over(from, say.name(headline), lasted, say.clock(resolvedAt));
  return words[phase === 'recovering' ? 'recovering' : 'open'](from, say.name(headline), lasted);
}

function cost({ incident, pictures }: ReportFacts, say: Telling): string {
  const words = say.words.summary;
  if (incident.cost === null) return words.lostNone;
  const { soFar, metricId } = incident.cost;
  const lost = words[incident.phase === 'resolved' ? 'lost' : 'lostSoFar'](say.orders(soFar), say.metric(metricId));
  const worst = worstMinute(pictures);
  if (worst === null) return lost;
  return lost + say.words.gap + words.worst(say.clock(worst.at), say.orders(worst.perMinute), say.share(worst.share));
}

/** `发现 00:25（达标）`. */
function responseWords({ name, tookMs, overMs, state }: ResponseTime, say: Telling): string {
  const words = say.words.response;
  const result = {
    met: words.met,
    missed: words.missed(say.lasted(overMs)),
    running: overMs > 0 ? words.runningLate(say.lasted(overMs)) : words.running(say.lasted(-overMs)),
    never: words.never,
  };
  if (state === 'never') return result.never;
  const what = words.short[name];
  return state === 'running' ? `${what} ${result.running}` : `${what} ${say.lasted(tookMs)} (${result[state]})`;
}
