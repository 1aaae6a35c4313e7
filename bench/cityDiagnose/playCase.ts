import type { CityTopology } from '../../contract/cityApi';
import type { IncidentCase } from '../../contract/diagnosis';
import type { RoomEvent } from '../../contract/state';
import { casesOf } from '../../src-main/control/diagnosis/casesOf';
import { createCity, type City } from '../../src-main/demoCity/city';
import type { FaultTruth } from '../../src-main/demoCity/faults/faultStage';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { isWithoutEffect } from '../cityScores/faultyPlaces';
import { samplesOf } from '../cityDetect/caseSamples';
import { caseWorkspace } from '../cityDetect/caseWorkspace';
import { settleMs } from '../cityDetect/drawCase';
import { openLane } from '../cityDetect/lane';
import { measureLoss, type TrueLoss } from '../cityDetect/trueLoss';
import type { DiagnosedCase } from './drawDiagnosed';
import { keepSamples, type KeptSamples } from './keptSamples';

/** What a city did and what detection and folding made of it, poll by poll; all that diagnosis reads is in it. */
export interface PlayedCase {
  readonly drawn: DiagnosedCase;
  readonly truths: readonly (FaultTruth & { readonly withoutEffect: boolean })[];
  /** Of all faults together; null where there is none. */
  readonly loss: TrueLoss | null;
  readonly topology: CityTopology;
  /** What main told the engine, whenever it changed, by the moment it was told. */
  readonly told: readonly { readonly at: number; readonly cases: readonly IncidentCase[] }[];
  readonly samples: KeptSamples;
  /** What the city announced, from a day before on. */
  readonly events: readonly RoomEvent[];
}

/** Four weeks to learn from, and the day itself. */
const historyDays = 29;
const dayMs = 86_400_000;
const stepMs = 10_000;
/** As the console's backend for Demo City tells them. */
const announced = { backendId: 'city', severity: 'none', until: null, labels: {}, alert: null } as const;
/** The console polls Demo City once a second: so long after its end a bucket is judged. */
export const pollMs = 1_000;

/** From the city's first second to what the engine is told, unthrottled and in this process. */
export function playCase(drawn: DiagnosedCase): PlayedCase {
  const { seed, variant, liveFrom, judgedFrom, to, promotions, wetDates, faults } = drawn;
  const city = createCity({ seed, variant, startAt: liveFrom, zone: homeZone, historyDays, promotions, wetDates });
  for (const fault of faults) city.faults.start(fault);
  city.advance((to - liveFrom) / 1_000);
  return {
    drawn,
    truths: city.faults.truth().map((truth) => ({ ...truth, withoutEffect: isWithoutEffect(city, truth) })),
    loss: faults.length === 0 ? null : measureLoss(city, drawn),
    topology: city.topology(),
    told: incidentsOf(drawn, city),
    samples: keepSamples(city, judgedFrom, to, stepMs),
    events: city.events(judgedFrom - dayMs).map((event) => ({ ...event, ...announced })),
  };
}

function incidentsOf(drawn: DiagnosedCase, city: City): PlayedCase['told'] {
  const { judgedFrom, to } = drawn;
  const span = { nativeFrom: judgedFrom - settleMs, tellFrom: judgedFrom, to };
  const lane = openLane('level', caseWorkspace(drawn), samplesOf(city), span);
  const told: { at: number; cases: readonly IncidentCase[] }[] = [];
  let print = '[]';
  for (let at = judgedFrom + stepMs; at <= to; at += stepMs) {
    lane.judgeTo(at);
    const cases = casesOf(lane.standing(), lane.told());
    if (JSON.stringify(cases) === print) continue;
    print = JSON.stringify(cases);
    told.push({ at: at + pollMs, cases });
  }
  return told;
}
