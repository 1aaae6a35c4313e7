import type { Grouping } from '../../contract/coreLink';
import type { City } from '../../src-main/demoCity/city';
import { createCity } from '../../src-main/demoCity/city';
import type { FaultKindId, FaultTruth } from '../../src-main/demoCity/faults/faultStage';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { judgedSpanMs, scoreGraph, type PlaceScore } from '../../src-main/engine/coreLink/health/scoreGraph';
import { drawCase, type CityCase } from '../cityDetect/drawCase';
import { openCityGraph } from './cityGraph';
import { faultyPlaces, isWithoutEffect } from './faultyPlaces';

/** What the scores said of one fault. */
export interface ScoreOutcome {
  readonly drawn: CityCase;
  readonly kind: FaultKindId;
  readonly truth: FaultTruth;
  /** A share of so few machines that none of them went. */
  readonly withoutEffect: boolean;
  /** The worst rank, of all nodes and links together, of what is truly faulty, a minute after the fault; ties count as the last of them. */
  readonly rank: number;
  /** The same where links that touch the faulty node count as well. */
  readonly rankNear: number;
  /** ms after the fault from which on the faulty place was among the two lowest and stayed there; null: not within the minute. */
  readonly foundMs: number | null;
  readonly foundNearMs: number | null;
  readonly score: number;
  /** The lowest ones, with why. */
  readonly lowest: readonly string[];
}

export const workspaceZone = 'Asia/Shanghai';
export const callsMin = 20;
/** Of demand: so far back the console compares. */
const historyDays = 9;
const minuteMs = 60_000;
/** The city lives so long before the fault: what is judged is never half history. */
const aliveMs = 75_000;
const watchedMs = 60_000;
const tickMs = 10_000;
/** The console polls Demo City once a second: so long after its end a bucket is judged. */
const pollMs = 1_000;
const lowestMax = 2;

export function runScoreCase(seed: number, kind: FaultKindId): ScoreOutcome {
  const drawn = drawCase(seed, kind);
  const { variant, promotions, wetDates, fault } = drawn;
  if (fault === null) throw new Error('a case of a kind has a fault');
  const liveFrom = Math.floor((fault.at - aliveMs) / minuteMs) * minuteMs;
  const city = createCity({ seed, variant, startAt: liveFrom, zone: homeZone, historyDays, promotions, wetDates });
  const truth = city.faults.start(fault);
  // A network's fault is one IDC's: its links are places only where lanes are IDCs.
  const by: Grouping = kind === 'networkJitter' ? 'idc' : 'domain';
  const graph = openCityGraph(city, by, workspaceZone);
  const until = Math.floor((fault.at + watchedMs - pollMs) / tickMs) * tickMs;
  let last: ReturnType<typeof judge> | null = null;
  let foundMs: number | null = null;
  let foundNearMs: number | null = null;
  for (let at = Math.ceil((fault.at + pollMs) / tickMs) * tickMs; at <= until; at += tickMs) {
    city.advance((at + pollMs - city.now()) / 1_000);
    last = judge(city, graph, at, truth);
    const since = at + pollMs - fault.at;
    foundMs = last.rank <= lowestMax ? (foundMs ?? since) : null;
    foundNearMs = last.rankNear <= lowestMax ? (foundNearMs ?? since) : null;
  }
  if (last === null) throw new Error('a minute has ticks');
  return { drawn, kind, truth, withoutEffect: isWithoutEffect(city, truth), ...last, foundMs, foundNearMs };
}

function judge(
  city: City,
  graph: ReturnType<typeof openCityGraph>,
  at: number,
  truth: FaultTruth,
): Pick<ScoreOutcome, 'rank' | 'rankNear' | 'score' | 'lowest'> {
  const scores = scoreGraph(graph.read(at, judgedSpanMs, callsMin));
  const places = [...graph.nodes, ...graph.edges].map((place, i) => ({
    place,
    said: [...scores.nodes, ...scores.edges][i],
  }));
  const { faulty, near } = faultyPlaces(city, graph, truth);
  const scoreOf = (said: PlaceScore | undefined): number => (said === undefined || Number.isNaN(said.score) ? 101 : said.score);
  /** A place without a score, or with all its points, is no answer. */
  const rankOf = (wanted: ReadonlySet<string>): number => {
    const best = Math.min(...places.filter(({ place }) => wanted.has(place.id)).map(({ said }) => scoreOf(said)));
    if (!(best < 100)) return places.length;
    return places.filter(({ place, said }) => scoreOf(said) <= best && !wanted.has(place.id)).length + 1;
  };
  const sorted = places.sort((a, b) => scoreOf(a.said) - scoreOf(b.said));
  return {
    rank: rankOf(faulty),
    rankNear: rankOf(new Set([...faulty, ...near])),
    score: Math.min(...places.filter(({ place }) => faulty.has(place.id)).map(({ said }) => scoreOf(said))),
    lowest: sorted.slice(0, 6).map(({ place, said }) => {
      const why = (said?.lost ?? []).map(
        ({ rule, points, detail, passedOnFrom }) =>
          `${rule}${detail === null ? '' : `.${detail}`} −${points.toFixed(1)}${passedOnFrom === null ? '' : ` from ${passedOnFrom}`}`,
      );
      return `${place.id} ${scoreOf(said).toFixed(1)} part ${String(said?.part)}: ${why.join(' · ')}`;
    }),
  };
}
