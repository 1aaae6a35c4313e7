import {
  audienceCount,
  cellCount,
  channelCount,
  cityCount,
  dimensions,
  idcCount,
  leafCount,
  platformCount,
  versionCount,
} from '../dimensions/dimensions';
import type { SeededRandom } from '../random/seededRandom';
import type { StageGates } from './stageGates';
import { leavingShare, stageCount, stepCount, waitOffsets, waits } from './stages';

/** Orders in flight, per leaf, moved one second at a time. */
export interface OrderFlow {
  /** Orders that passed each stage this second, [stage × leafCount + leaf]; whole numbers. */
  passed: Float64Array;
  /** What was tried at each stage this second per IDC × channel, [stage × cellCount + cell]: the load on the machines. */
  tried: Float64Array;
  /** Orders submitted, delivered and lost since the start, and those on their way now. */
  balance(): { inFlightAtStart: number; submitted: number; delivered: number; lost: number; inFlight: number };
  step(wanted: number, cityShares: Float64Array, deliverySlowdown: number, gates: StageGates): void;
}

/** Share of people who try again after an error, and how long they take (seconds). */
const tryAgain = { submitShare: 0.5, submitSeconds: 6, payShare: 0.35, paySeconds: 12 };
/** A message that a consumer failed on is delivered again; this share of failures gives up for good. */
const givenUpShare = 0.12;

const platformShares = dimensions[1]!.shares;
const versionShares = dimensions[2]!.shares;

export function createOrderFlow(content: Float64Array, cityShares: Float64Array, random: SeededRandom): OrderFlow {
  const steps = Array.from({ length: stepCount }, () => new Float64Array(leafCount));
  const againSubmit = new Float64Array(leafCount);
  const againPay = new Float64Array(leafCount);
  const passed = new Float64Array(stageCount * leafCount);
  const tried = new Float64Array(stageCount * cellCount);
  const audienceShares = new Float64Array(audienceCount);
  const idcContent = new Float64Array(stageCount * idcCount);
  // Counting: each leaf and stage fires when its integrated rate has used up an exponential allowance, which is a Poisson
  // process of that rate. Whole orders leave the waiting step, so nothing is made or lost by the noise.
  const allowance = Float64Array.from({ length: stageCount * leafCount }, () => random.exponential());
  const fire = (index: number, rate: number): number => {
    let left = allowance[index]! - rate;
    let fired = 0;
    while (left < 0) {
      fired += 1;
      left += random.exponential();
    }
    allowance[index] = left;
    return fired;
  };
  let submitted = 0;
  let delivered = 0;
  let lost = 0;

  const readAudience = (shares: Float64Array): void => {
    let a = 0;
    for (let city = 0; city < cityCount; city += 1)
      for (let p = 0; p < platformCount; p += 1)
        for (let v = 0; v < versionCount; v += 1, a += 1)
          audienceShares[a] = shares[city]! * platformShares[p]! * versionShares[v]!;
  };

  const fillFromSteadyState = (): void => {
    readAudience(cityShares);
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      const cell = leaf % cellCount;
      const share =
        audienceShares[(leaf - cell) / cellCount]! *
        dimensions[3]!.shares[Math.floor(cell / channelCount)]! *
        dimensions[4]!.shares[cell % channelCount]!;
      for (let step = 0; step < stepCount; step += 1) steps[step]![leaf] = content[step]! * share;
    }
    measureContent();
  };

  /** What waits before each stage's last step, per IDC: what a capacity is shared among. */
  const measureContent = (): void => {
    idcContent.fill(0);
    for (let w = 0; w < waits.length; w += 1) {
      const last = steps[waitOffsets[w]! + waits[w]!.steps - 1]!;
      const row = (w + 1) * idcCount;
      for (let leaf = 0; leaf < leafCount; leaf += 1)
        idcContent[row + Math.floor((leaf % cellCount) / channelCount)]! += last[leaf]!;
    }
  };

  const submit = (wanted: number, gates: StageGates): void => {
    for (let cell = 0; cell < cellCount; cell += 1) {
      const idc = Math.floor(cell / channelCount);
      const cellRate = wanted * gates.idcShares[idc]! * gates.browsing[idc]! * gates.channelShares[cell % channelCount]!;
      let attempts = 0;
      for (let a = 0; a < audienceCount; a += 1) {
        const leaf = a * cellCount + cell;
        const returning = againSubmit[leaf]! * leavingShare(tryAgain.submitSeconds, 1);
        const rate = cellRate * audienceShares[a]! + returning;
        const ok = gates.passing[cell]! * (gates.audienceMatters[0] === 0 ? 1 : gates.audience[a]!);
        const orders = fire(leaf, rate * ok);
        passed[leaf] = orders;
        submitted += orders;
        againSubmit[leaf]! += rate * (1 - ok) * tryAgain.submitShare - returning;
        attempts += rate;
      }
      tried[cell] = attempts;
    }
  };

  const pay = (gates: StageGates): void => {
    const wait = waits[0]!;
    const [first, second] = [steps[0]!, steps[1]!];
    const firstShare = leavingShare(wait.stepSeconds, 1);
    const againShare = leavingShare(tryAgain.paySeconds, 1);
    for (let cell = 0; cell < cellCount; cell += 1) {
      const cellOk = gates.passing[cellCount + cell]!;
      const secondShare = leavingShare(wait.stepSeconds + gates.delaySeconds[cellCount + cell]!, 1);
      let attempts = 0;
      for (let a = 0; a < audienceCount; a += 1) {
        const leaf = a * cellCount + cell;
        const ok = cellOk * (gates.audienceMatters[1] === 0 ? 1 : gates.audience[audienceCount + a]!);
        const returning = againPay[leaf]! * againShare;
        const waiting = first[leaf]! + passed[leaf]! + returning;
        const moved = waiting * firstShare;
        first[leaf] = waiting - moved;
        const paying = second[leaf]! + moved;
        const rate = paying * secondShare;
        const orders = fire(leafCount + leaf, rate * ok * wait.usualShare);
        const failed = rate * (1 - ok);
        const again = failed * tryAgain.payShare;
        const gone = rate * ok * (1 - wait.usualShare) + failed - again;
        passed[leafCount + leaf] = orders;
        second[leaf] = paying - orders - gone - again;
        againPay[leaf]! += again - returning;
        lost += gone;
        attempts += rate;
      }
      tried[cellCount + cell] = attempts;
    }
  };

  const later = (w: number, slowdown: number, gates: StageGates): void => {
    const wait = waits[w]!;
    const stage = w + 1;
    const share = leavingShare(wait.stepSeconds * (wait.outdoors ? slowdown : 1), 1);
    const firstStep = waitOffsets[w]!;
    const lastStep = firstStep + wait.steps - 1;
    for (let cell = 0; cell < cellCount; cell += 1) {
      const idc = Math.floor(cell / channelCount);
      const content = idcContent[stage * idcCount + idc]!;
      const room = gates.capacity[stage * idcCount + idc]!;
      const delay = gates.delaySeconds[stage * cellCount + cell]!;
      const lastShare = Math.min(
        leavingShare(wait.stepSeconds * (wait.outdoors ? slowdown : 1) + delay, 1),
        content > 0 ? room / content : 1,
      );
      const cellOk = gates.passing[stage * cellCount + cell]!;
      let attempts = 0;
      for (let a = 0; a < audienceCount; a += 1) {
        const leaf = a * cellCount + cell;
        let inflow = passed[(stage - 1) * leafCount + leaf]!;
        for (let step = firstStep; step < lastStep; step += 1) {
          const row = steps[step]!;
          const all = row[leaf]! + inflow;
          inflow = all * share;
          row[leaf] = all - inflow;
        }
        const ok = cellOk * (gates.audienceMatters[stage] === 0 ? 1 : gates.audience[stage * audienceCount + a]!);
        const waiting = steps[lastStep]![leaf]! + inflow;
        const rate = waiting * lastShare;
        const orders = fire(stage * leafCount + leaf, rate * ok * wait.usualShare);
        const gone = rate * (ok * (1 - wait.usualShare) + (1 - ok) * givenUpShare);
        passed[stage * leafCount + leaf] = orders;
        steps[lastStep]![leaf] = waiting - orders - gone;
        lost += gone;
        attempts += rate;
        if (stage === stageCount - 1) delivered += orders;
      }
      tried[stage * cellCount + cell] = attempts;
    }
  };

  const inFlight = (): number => [...steps, againPay].reduce((sum, row) => sum + row.reduce((all, each) => all + each, 0), 0);
  fillFromSteadyState();
  const inFlightAtStart = inFlight();
  return {
    passed,
    tried,
    balance: () => ({ inFlightAtStart, submitted, delivered, lost, inFlight: inFlight() }),
    step: (wanted, shares, slowdown, gates) => {
      readAudience(shares);
      submit(wanted, gates);
      pay(gates);
      for (let w = 1; w < waits.length; w += 1) later(w, slowdown, gates);
      measureContent();
    },
  };
}
