import type { DetectorName } from '../../contract/detection';
import type { City } from '../../src-main/demoCity/city';
import type { Workspace } from '../../contract/workspace';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { localMinute } from '../../src-main/demoCity/time/localDay';
import type { CaseSamples } from './caseSamples';
import { samplesOf } from './caseSamples';
import { caseWorkspace } from './caseWorkspace';
import { settleMs, type CityCase } from './drawCase';
import { openLane, type Lane, type LaneSpan, type SeenIncident } from './lane';
import { measureLoss, type TrueLoss } from './trueLoss';

export interface CaseOutcome {
  readonly drawn: CityCase;
  /** Null on a healthy day. */
  readonly loss: TrueLoss | null;
  readonly lanes: Readonly<Record<DetectorName, LaneOutcome>>;
}

export interface LaneOutcome {
  /** When the operator saw an incident of the fault, epoch ms; null: never. */
  readonly foundAt: number | null;
  /** Incidents that came after the fault began: more than one is a storm not folded. */
  readonly ofFault: readonly SeenIncident[];
  /** Incidents of the healthy hours before it, or of a healthy day. */
  readonly falseOnes: readonly SeenIncident[];
  /** First warning that a stage will lose too much, after the fault began. */
  readonly warnedAt: number | null;
  readonly wrongWarnings: number;
  readonly signals: number;
}

/** A finding may reach back to the buckets just before the fault. */
const reachBackMs = 60_000;
const pollMs = 1_000;

/** One case from the city's first second to the operator's screen, with each detector on the same samples. */
export function runCase(drawn: CityCase, city: City): CaseOutcome {
  const workspace = caseWorkspace(drawn);
  const samples = samplesOf(city);
  return {
    drawn,
    loss: drawn.fault === null ? null : measureLoss(city, drawn),
    lanes: {
      level: runLane('level', drawn, workspace, samples),
      classicRule: runLane('classicRule', drawn, workspace, samples),
      threeSigma: runLane('threeSigma', drawn, workspace, samples),
    },
  };
}

export function runLane(name: DetectorName, drawn: CityCase, workspace: Workspace, samples: CaseSamples): LaneOutcome {
  const lane = openLane(name, workspace, samples, laneSpan(name, drawn));
  lane.judgeTo(drawn.to);
  return outcomeOf(lane, drawn);
}

/** The others learn nothing from single buckets: they have seen their weeks or their day. */
export function laneSpan(name: DetectorName, { judgedFrom, to }: CityCase): LaneSpan {
  return { nativeFrom: name === 'level' ? judgedFrom - settleMs : judgedFrom, tellFrom: judgedFrom, to };
}

function outcomeOf(lane: Lane, { fault, judgedFrom, to }: CityCase): LaneOutcome {
  const faultAt = fault?.at ?? to;
  // What stood when the telling began belongs to hours that are not judged.
  const firm = lane.incidents().filter(({ firmAt, startedAt }) => firmAt !== null && startedAt >= judgedFrom);
  // A warning starts with the trend that it was read from, which may lie well before.
  const ofFault = firm.filter(
    ({ seenAt, firmAt, startedAt }) => seenAt >= faultAt && (startedAt >= faultAt - reachBackMs || firmAt !== seenAt),
  );
  const told = lane.alarms.filter(({ raisedAt }) => raisedAt >= judgedFrom);
  const afterwards = told.filter(({ startedAt, raisedAt }) => raisedAt > faultAt && startedAt >= faultAt - reachBackMs);
  const trouble = afterwards.find(({ forecast }) => forecast === null);
  const warnings = told.filter(({ forecast }) => forecast !== null);
  // Its alarms may have gone into an incident that already stood.
  const foundAts = ofFault.flatMap(({ firmAt }) => firmAt ?? []);
  const intoStanding = trouble === undefined || foundAts.length > 0 ? [] : [trouble.raisedAt + pollMs];
  return {
    foundAt: earliest([...foundAts, ...intoStanding]),
    ofFault,
    falseOnes: firm.filter((incident) => !ofFault.includes(incident) && incident.seenAt < to),
    warnedAt: earliest(warnings.filter(({ raisedAt }) => raisedAt > faultAt).map(({ raisedAt }) => raisedAt)),
    wrongWarnings: warnings.filter(({ raisedAt }) => raisedAt <= faultAt).length,
    signals: lane.signals(),
  };
}

/** Hours in which nothing was wrong and everything was judged, and what was special about them. */
export function healthyHours({ fault, judgedFrom, to, day }: CityCase): Record<'all' | 'night' | 'special', number> {
  const hourMs = 3_600_000;
  const until = fault?.at ?? to;
  const minutes = Array.from({ length: Math.floor((until - judgedFrom) / 60_000) }, (_, i) =>
    localMinute(judgedFrom + i * 60_000, homeZone.offsetMs),
  );
  const all = (until - judgedFrom) / hourMs;
  return { all, night: minutes.filter((minute) => minute < 360).length / 60, special: day === 'workday' ? 0 : all };
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}
