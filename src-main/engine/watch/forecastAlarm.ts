import type { Alarm } from '../../../contract/detection';
import type { TrendWarning } from './trendForecast';

/** What an alarm says of its series whatever it is about. */
export type SeriesFacts = Pick<
  Alarm,
  | 'seriesKey'
  | 'metricId'
  | 'slice'
  | 'traffic'
  | 'backendId'
  | 'stage'
  | 'kind'
  | 'updatedAt'
  | 'value'
  | 'expected'
  | 'low'
  | 'high'
>;

/** A warning in the words of an alarm: nothing is lost yet, and it says which limit will be met when. */
export function forecastAlarm(facts: SeriesFacts, warning: TrendWarning): Alarm {
  const { direction, startedAt, raisedAt, endedAt, limit, crossesAt, score, peakScore, points } = warning;
  return {
    ...facts,
    id: `${facts.seriesKey} ${startedAt} forecast`,
    phase: endedAt === null ? 'active' : 'ended',
    flapping: false,
    startedAt,
    raisedAt,
    endedAt,
    direction,
    shape: 'decline',
    score,
    peakScore,
    signals: points,
    loss: null,
    forecast: { limit, crossesAt },
  };
}
