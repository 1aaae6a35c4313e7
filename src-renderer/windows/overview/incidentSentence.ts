import type { Grade, Incident } from '../../../contract/incidents';
import { phrase, type Phrase } from '../../i18n/text';
import { valueText } from '../../incidents/alarmWhy';
import { formatDuration, formatOrders, formatTimeOfDay } from '../../ui/format';
import type { Health } from '../../ui/health';
import { said, type Sentence } from './said';
import type { SentenceInput } from './sentence';
import { stageCost } from './stageCost';
import type { StageView } from './stageView';

const healthOfGrade = { P0: 'broken', P1: 'broken', P2: 'degraded', P3: 'watch' } as const satisfies Record<Grade, Health>;
const gravity: readonly Health[] = ['ok', 'watch', 'degraded', 'broken'];

/**
 * What an incident says of itself, and what it costs; without a cost of its own, what the worst stage costs. Null where that stage
 * is worse than the incident says.
 */
export function incidentSentence(incident: Incident, stage: StageView | null, input: SentenceInput): Sentence | null {
  if (isWorse(stage, incident)) return null;
  const { language, roomAt } = input;
  const { id, grade, cost } = incident;
  return {
    ...said(healthOf(incident), incidentPhrase(incident, input)),
    cost:
      cost === null
        ? stage === null
          ? null
          : stageCost(stage, input)
        : {
            perMinute: phrase('cost.perMinute', { orders: formatOrders(-cost.perMinute, language) }),
            total: phrase('cost.total', {
              orders: formatOrders(cost.soFar, language),
              since: formatDuration(roomAt - cost.since),
            }),
          },
    incident: { id, grade },
  };
}

function healthOf({ phase, grade, forecastAt }: Incident): Health {
  return phase === 'recovering' || forecastAt !== null ? 'watch' : healthOfGrade[grade];
}

/** Orders that are lost now are never said more mildly than they are, whatever the incident is graded. */
function isWorse(stage: StageView | null, incident: Incident): boolean {
  return stage !== null && gravity.indexOf(stage.health) > gravity.indexOf(healthOf(incident));
}

function incidentPhrase(incident: Incident, { alarms, workspace, timeZone, language }: SentenceInput): Phrase {
  const headline = incident.headline[language];
  if (incident.phase === 'recovering') return phrase('sentence.incidentRecovering', { headline });
  if (incident.forecastAt === null) return phrase('sentence.incident', { headline });
  const warned = incident.alarmIds.map((id) => alarms[id]).find((alarm) => alarm !== undefined && alarm.forecast !== null);
  const time = formatTimeOfDay(incident.forecastAt, timeZone);
  const metric = workspace?.metrics[incident.lead.metricId];
  if (warned === undefined || warned.forecast === null || metric === undefined)
    return phrase('sentence.willCross', { time, headline });
  const limit = valueText(warned.forecast.limit, metric.unit, language);
  const holes = { time, limit, metric: metric.name[language] };
  return warned.direction === 'below' ? phrase('sentence.willFall', holes) : phrase('sentence.willRise', holes);
}
