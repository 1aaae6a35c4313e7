import { createCity } from '../../src-main/demoCity/city';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { judgedSpanMs, scoreGraph } from '../../src-main/engine/coreLink/health/scoreGraph';
import { drawCase, type CityCase } from '../cityDetect/drawCase';
import { openCityGraph } from './cityGraph';
import { callsMin, workspaceZone } from './runScoreCase';

/** What the scores said of a day on which nothing was wrong: every place and judged minute counts once. */
export interface HealthyOutcome {
  readonly drawn: CityCase;
  readonly nodeMinutes: number;
  readonly nodeMinutesFrom90: number;
  readonly placeMinutes: number;
  readonly placeMinutesBelow80: number;
  readonly unknown: number;
  readonly lowest: number;
  readonly lowestSaid: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const historyDays = 9;
/** Of the day's history every third minute is looked at … */
const strideMs = 3 * minuteMs;
/** … and a stretch of noon is lived, every minute of it. */
const lived = { fromHour: 11.75, minutes: 20 };

export function runHealthyDay(seed: number): HealthyOutcome {
  const drawn = drawCase(seed, null);
  const count = { nodeMinutes: 0, nodeMinutesFrom90: 0, placeMinutes: 0, placeMinutesBelow80: 0, unknown: 0 };
  const worst = { lowest: 100, lowestSaid: '' };
  const { variant, promotions, wetDates, judgedFrom, to } = drawn;
  const look = (graph: ReturnType<typeof openCityGraph>, at: number): void => {
    const { nodes, edges } = scoreGraph(graph.read(at, judgedSpanMs, callsMin));
    [...nodes, ...edges].forEach(({ score, lost }, place) => {
      if (Number.isNaN(score)) {
        count.unknown += 1;
        return;
      }
      count.placeMinutes += 1;
      if (score < 80) count.placeMinutesBelow80 += 1;
      if (place < nodes.length) count.nodeMinutes += 1;
      if (place < nodes.length && score >= 90) count.nodeMinutesFrom90 += 1;
      if (score >= worst.lowest) return;
      const id = [...graph.nodes, ...graph.edges][place]?.id ?? '';
      const local = new Date(at + homeZone.offsetMs).toISOString().slice(5, 16);
      const why = lost.map((loss) => `${loss.rule} −${loss.points.toFixed(1)}`).join(' · ');
      Object.assign(worst, { lowest: score, lowestSaid: `${id} at ${local}: ${why}` });
    });
  };
  const options = { seed, variant, zone: homeZone, historyDays, promotions, wetDates };
  const past = openCityGraph(createCity({ ...options, startAt: to }), 'domain', workspaceZone);
  for (let at = judgedFrom + strideMs; at <= to; at += strideMs) look(past, at);
  // A promotion of more than twice the lunch breaks a living city down: that would be an outage, not a healthy noon.
  if (!promotions.some(({ factor }) => factor > 2)) {
    const city = createCity({ ...options, startAt: judgedFrom + lived.fromHour * hourMs });
    const live = openCityGraph(city, 'domain', workspaceZone);
    for (let minute = 0; minute < lived.minutes; minute += 1) {
      city.advance(60);
      look(live, city.now());
    }
  }
  return { drawn, ...count, ...worst };
}
