import { createCalendar } from '../../src-main/demoCity/demand/calendar';
import { dimensions } from '../../src-main/demoCity/dimensions/dimensions';
import { faultKindIds, type FaultKindId, type FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import { seededRandom, type SeededRandom } from '../../src-main/demoCity/random/seededRandom';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { dateOf, dayOfDate } from '../../src-main/demoCity/time/localDay';
import type { CityCase, DayKind } from '../cityDetect/drawCase';
import { drawFault } from '../cityDetect/drawFault';

/** One seeded lunch of one city; all of it follows from the seed. */
export interface DiagnosedCase extends CityCase {
  /** One, or two at once; none of a fault-free lunch. `fault` is the first of them. */
  readonly faults: readonly (FaultRequest & { readonly at: number })[];
  /** What is out of the ordinary about a lunch without a fault. */
  readonly anomaly: Anomaly | null;
}

export const anomalies = ['promotion', 'rush', 'rain'] as const;
/** A promotion that stands in the calendar, one that nobody announced, and rain in every city. */
export type Anomaly = (typeof anomalies)[number];

/** A rush is demand, no fault. */
export const diagnosedKinds = faultKindIds.filter((kind) => kind !== 'promotionBurst');

const minuteMs = 60_000;
const dayMs = 86_400_000;
const lunch = { from: 10.5 * 60, to: 13.5 * 60 };
const firstDay = dayOfDate('2026-03-10');
const lastDay = dayOfDate('2026-12-20');
const variants = 12;
/** Healthy minutes that are judged and lived before the fault. */
const [judgedMs, livedMs] = [20 * minuteMs, 5 * minuteMs];
const [watchedMs, afterRampMs] = [8 * minuteMs, 4 * minuteMs];
/** One case in so many has a second fault, so soon after the first. */
const twoEvery = 10;
const secondWithinS = 30;

export function drawDiagnosed(seed: number): DiagnosedCase {
  const random = seededRandom(400_000 + seed);
  const midnight = drawDay('workday', random) * dayMs - homeZone.offsetMs;
  const at = drawMoment(midnight, random);
  const kind = diagnosedKinds[seed % diagnosedKinds.length] ?? 'errors';
  const first: DiagnosedCase['faults'][number] = { ...drawCostly(random, kind), at };
  const faults = seed % twoEvery === 0 ? [first, drawSecond(random, first)] : [first];
  const rampMs = Math.max(...faults.map(rampMsOf));
  const span = spanAround(at, rampMs === 0 ? watchedMs : rampMs + afterRampMs);
  return {
    ...{ seed, variant: random.integer(variants), day: 'workday', promotions: [], wetDates: [] },
    ...{ ...span, fault: first, faults, anomaly: null },
  };
}

export function drawFaultFree(seed: number): DiagnosedCase {
  const random = seededRandom(500_000 + seed);
  const anomaly = anomalies[seed % anomalies.length] ?? 'rain';
  const day = drawDay(random.next() < 0.75 ? 'workday' : 'weekend', random);
  const at = drawMoment(day * dayMs - homeZone.offsetMs, random);
  const date = dateOf(day);
  const minute = Math.floor((at + homeZone.offsetMs - day * dayMs) / minuteMs);
  // A living city breaks down under more than twice its lunch: that would be an outage.
  const factor = 1.4 + 0.5 * random.next();
  const faults: DiagnosedCase['faults'] =
    anomaly === 'rush' ? [{ kind: 'promotionBurst', factor, rampSeconds: 30 + random.integer(150), at }] : [];
  return {
    ...{ seed, variant: random.integer(variants), day: anomaly === 'rush' ? 'workday' : anomaly },
    promotions: anomaly === 'promotion' ? [{ date, fromMinute: minute, toMinute: minute + 60, factor }] : [],
    wetDates: anomaly === 'rain' ? [date] : [],
    ...{ ...spanAround(at, watchedMs), fault: faults[0] ?? null, faults, anomaly },
  };
}

function spanAround(at: number, afterMs: number): Pick<CityCase, 'liveFrom' | 'judgedFrom' | 'to'> {
  const liveFrom = Math.floor((at - livedMs) / minuteMs) * minuteMs;
  return { liveFrom, judgedFrom: liveFrom - judgedMs, to: Math.ceil((at + afterMs) / minuteMs) * minuteMs };
}

function drawDay(wanted: Extract<DayKind, 'workday' | 'weekend'>, random: SeededRandom): number {
  const calendar = createCalendar(0);
  let drawn = firstDay + random.integer(lastDay - firstDay);
  while (calendar(drawn).kind !== wanted) drawn += 1;
  return drawn;
}

function drawMoment(midnight: number, random: SeededRandom): number {
  return midnight + (lunch.from + random.integer(lunch.to - lunch.from)) * minuteMs + random.integer(60) * 1_000;
}

const idcs = dimensions[3]?.values ?? [];

/** Below these the drawn sizes cost next to nothing at noon; what is above may still cost nothing, and is then said so. */
const leastSizes: Readonly<Partial<Record<FaultKindId, readonly [key: string, least: number]>>> = {
  paymentOutage: ['share', 0.2],
  certReload: ['share', 0.2],
  networkJitter: ['lossShare', 0.05],
  badRelease: ['share', 0.3],
  latency: ['addedMs', 400],
  errors: ['share', 0.1],
  slowDatabase: ['factor', 8],
  messageBacklog: ['share', 0.8],
  slowDecline: ['share', 0.25],
};

function drawCostly(random: SeededRandom, kind: FaultKindId): FaultRequest {
  const [key, least] = leastSizes[kind] ?? ['', 0];
  let drawn = drawFault(random, kind);
  while (key !== '' && Number(drawn[key]) < least) drawn = drawFault(random, kind);
  // The city is built for a promotion: at an ordinary noon it lacks nothing as long as a few of the machines are left.
  return kind === 'capacityLoss' ? { ...drawn, idc: random.pick(idcs), share: 1 } : drawn;
}

/** A creeping fault is watched beyond its full strength. */
function rampMsOf(fault: FaultRequest): number {
  return fault.kind === 'slowDecline' ? Number(fault['rampSeconds']) * 1_000 : 0;
}

/** Of another kind and at another place, so that there are two to name. */
function drawSecond(random: SeededRandom, first: DiagnosedCase['faults'][number]): DiagnosedCase['faults'][number] {
  // What creeps has hardly begun when the other one is seen.
  const kinds = diagnosedKinds.filter((kind) => kind !== first.kind && kind !== 'slowDecline');
  let drawn = drawCostly(random, random.pick(kinds));
  while (placeOf(drawn) === placeOf(first)) drawn = drawCostly(random, random.pick(kinds));
  return { ...drawn, at: first.at + random.integer(secondWithinS) * 1_000 };
}

/** Two faults of one channel or one node are one place. */
function placeOf(fault: FaultRequest): string {
  return String(fault['channel'] ?? fault['node'] ?? fault['idc']);
}
