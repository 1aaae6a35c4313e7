import type { CoreLink } from '../../../../contract/coreLink';
import { ruledOutMax, type RuledOut, type Suspect } from '../../../../contract/diagnosis';
import type { LinkColumns, SideColumns } from '../reading/linkColumns';
import { departureOf, type Departure, type Moments } from '../rootCause/departure';
import { ratioOf } from '../rootCause/readings';
import { nameOfPlace } from './tellSuspect';

/** A departure is looked at from here on: multiples of its own noise. */
const looksBad = 3;
const unseenShare = 0.005;
/** Began so much after the suspect that it is a consequence, whatever calls whom. */
const laterMs = 20_000;

interface Look {
  readonly id: string;
  readonly series: RuledOut['series'];
  readonly departure: Departure;
  /** Multiples of its noise. */
  readonly badness: number;
  readonly since: number | null;
  readonly idle: boolean;
}

/**
 * Who looked bad but only waits for a suspect, who began after it, and which of the suspect's neighbours are as usual. The worst-looking
 * first: those are the ones that a person would have looked at.
 */
export function ruledOutOf(
  columns: LinkColumns,
  link: CoreLink,
  moments: Moments,
  suspects: readonly Suspect[],
  callsMin: number,
): RuledOut[] {
  const named = new Set(suspects.map(({ target }) => target));
  const looks = columns.nodes
    .filter(({ node }) => !named.has(node.id))
    .flatMap(({ node, seen }) => worstLook(columns, node.id, seen, moments, callsMin) ?? []);
  const ruled = looks.flatMap((look): RuledOut[] => {
    const { id, series, departure } = look;
    const told = { target: id, name: nameOfPlace(link, id), series, usual: departure.usual, now: departure.now };
    const neighbour = suspects.find((suspect) => isNeighbour(link, id, suspect.target));
    if (look.idle) return look.badness >= looksBad ? [{ ...told, why: 'idle', because: null }] : [];
    if (look.badness < looksBad) return neighbour === undefined ? [] : [{ ...told, why: 'within', because: null }];
    const waitsFor = suspects.find(({ target }) => reaches(link, id, target));
    if (waitsFor !== undefined) return [{ ...told, why: 'waits', because: waitsFor.target }];
    const before = suspects.find(({ since }) => since !== null && look.since !== null && look.since >= since + laterMs);
    return before === undefined ? [] : [{ ...told, why: 'later', because: before.target }];
  });
  const badness = new Map(looks.map(({ id, badness: bad }) => [id, bad]));
  return ruled.sort((a, b) => (badness.get(b.target) ?? 0) - (badness.get(a.target) ?? 0)).slice(0, ruledOutMax);
}

/** A node's worst departure of what it serves. */
function worstLook(columns: LinkColumns, id: string, seen: SideColumns, moments: Moments, callsMin: number): Look | null {
  const { requests, failures, latencyP99, saturation } = seen;
  const seconds = (moments.judged.length * columns.stepMs) / 1_000;
  const rate = requests === undefined ? null : departureOf(requests, moments);
  const readings = [
    ...(failures === undefined || requests === undefined
      ? []
      : [{ series: 'failures' as const, reading: ratioOf(failures, requests), least: unseenShare }]),
    ...(latencyP99 === undefined ? [] : [{ series: 'latency' as const, reading: latencyP99, least: 0 }]),
    ...(saturation === undefined ? [] : [{ series: 'saturation' as const, reading: saturation, least: 0.05 }]),
  ];
  const looks = readings.flatMap(({ series, reading, least }): Look[] => {
    const departure = departureOf(reading, moments);
    if (departure === null) return [];
    const since = departure.since === null ? null : (columns.firstSlot + departure.since) * columns.stepMs;
    const badness = (departure.now - departure.usual) / Math.max(departure.noise, least / looksBad);
    return [{ id, series, departure, badness, since, idle: rate !== null && rate.now * seconds < callsMin }];
  });
  return looks.sort((a, b) => b.badness - a.badness)[0] ?? null;
}

/** Calls it, or is called by the same caller: who is looked at beside it. */
function isNeighbour({ edges }: CoreLink, id: string, target: string): boolean {
  const ends = edges.find((edge) => edge.id === target);
  const targets = ends === undefined ? [target] : [ends.from, ends.to];
  if (targets.includes(id)) return true;
  const callers = edges.filter(({ to }) => targets.includes(to)).map(({ from }) => from);
  return callers.includes(id) || edges.some(({ from, to }) => to === id && callers.includes(from));
}

/** Its calls lead there. */
function reaches({ edges }: CoreLink, id: string, target: string): boolean {
  const ends = edges.find((edge) => edge.id === target);
  const wanted = ends?.from ?? target;
  const seen = new Set([id]);
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === wanted) return true;
    for (const { from, to } of edges)
      if (from === at && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  }
  return false;
}
