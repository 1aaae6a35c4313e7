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
import { createOrderClock } from './orderClock';
import type { StageGates } from './stageGates';
import { leavingShare, stageCount, stepCount, waitOffsets, waits } from './stages';

export interface OrderBalance {
  inFlightAtStart: number;
  submitted: number;
  delivered: number;
  lost: number;
  inFlight: number;
}

/** Orders in flight, per leaf, moved one second at a time. */
export interface OrderFlow {
  /**
   * Orders that passed each stage this second, [stage × leafCount + leaf]: whole numbers, drawn around what flows. What flows on is
   * not drawn: a leaf of one order a minute would owe its machines a negative load until the next one came.
   */
  passed: Float64Array;
  /** What was tried at each stage this second per IDC × channel, [stage × cellCount + cell]: the load on the machines. */
  tried: Float64Array;
  /** Orders that riders are working on, per IDC: what people track. */
  tracked: Float64Array;
  /** Orders submitted, delivered and lost since the start, and those on their way now. */
  balance(): OrderBalance;
  step(wanted: number, cityShares: Float64Array, deliverySlowdown: number, gates: StageGates): void;
}

/** Share of people who try again after an error, and how long they take (seconds). */
const tryAgain = { submitShare: 0.5, submitSeconds: 6, payShare: 0.35, paySeconds: 12 };
/** A message that a consumer failed on is delivered again; this share of failures gives up for good. */
const givenUpShare = 0.12;
const platformShares = dimensions[1]!.shares;
const versionShares = dimensions[2]!.shares;
const idcOfCell = Uint8Array.from({ length: cellCount }, (_, cell) => Math.floor(cell / channelCount));
const firstTracked = waitOffsets[4]!;

/** `content`: orders in each waiting step of the whole city when the flow begins. */
export function createOrderFlow(content: Float64Array, cityShares: Float64Array, random: SeededRandom): OrderFlow {
  const steps = Array.from({ length: stepCount }, () => new Float64Array(leafCount));
  const againSubmit = new Float64Array(leafCount);
  const againPay = new Float64Array(leafCount);
  const passed = new Float64Array(stageCount * leafCount);
  const flowing = new Float64Array(stageCount * leafCount);
  const tried = new Float64Array(stageCount * cellCount);
  const tracked = new Float64Array(idcCount);
  const audienceShares = new Float64Array(audienceCount);
  /** Orders before each stage's last step, per IDC: what a capacity is shared among. */
  const queued = new Float64Array(stageCount * idcCount);
  const cellRate = new Float64Array(cellCount);
  const cellShare = new Float64Array(cellCount);
  const clock = createOrderClock(stageCount * leafCount, random);
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
      const idc = idcOfCell[cell]!;
      const share =
        audienceShares[(leaf - cell) / cellCount]! * dimensions[3]!.shares[idc]! * dimensions[4]!.shares[cell % channelCount]!;
      for (let step = 0; step < stepCount; step += 1) {
        steps[step]![leaf] = content[step]! * share;
        if (step >= firstTracked) tracked[idc]! += content[step]! * share;
      }
      waits.forEach((wait, w) => {
        const last = content[waitOffsets[w]! + wait.steps - 1]! * share;
        queued[(w + 1) * idcCount + idc]! += last;
        tried[(w + 1) * cellCount + cell]! += last / wait.stepSeconds;
        if (w === 0) tried[cell]! += last / wait.stepSeconds;
      });
    }
  };

  const submit = (wanted: number, gates: StageGates): void => {
    const { audience, passing, audienceMatters } = gates;
    const returningShare = leavingShare(tryAgain.submitSeconds, 1);
    for (let cell = 0; cell < cellCount; cell += 1) {
      const idc = idcOfCell[cell]!;
      cellRate[cell] = wanted * gates.idcShares[idc]! * gates.browsing[idc]! * gates.channelShares[cell % channelCount]!;
      tried[cell] = 0;
    }
    const differs = audienceMatters[0] === 1;
    for (let a = 0, leaf = 0; a < audienceCount; a += 1) {
      const share = audienceShares[a]!;
      const audienceOk = differs ? audience[a]! : 1;
      for (let cell = 0; cell < cellCount; cell += 1, leaf += 1) {
        const returning = againSubmit[leaf]! * returningShare;
        const rate = cellRate[cell]! * share + returning;
        const ok = passing[cell]! * audienceOk;
        const flow = rate * ok;
        passed[leaf] = clock.fire(leaf, flow);
        flowing[leaf] = flow;
        submitted += flow;
        againSubmit[leaf]! += rate * (1 - ok) * tryAgain.submitShare - returning;
        tried[cell]! += rate;
      }
    }
  };

  const pay = (gates: StageGates): void => {
    const { audience, passing, audienceMatters } = gates;
    const wait = waits[0]!;
    const first = steps[0]!;
    const second = steps[1]!;
    const firstShare = leavingShare(wait.stepSeconds, 1);
    const againShare = leavingShare(tryAgain.paySeconds, 1);
    for (let cell = 0; cell < cellCount; cell += 1) {
      cellShare[cell] = leavingShare(wait.stepSeconds + gates.delaySeconds[cellCount + cell]!, 1);
      tried[cellCount + cell] = 0;
    }
    const differs = audienceMatters[1] === 1;
    for (let a = 0, leaf = 0; a < audienceCount; a += 1) {
      const audienceOk = differs ? audience[audienceCount + a]! : 1;
      for (let cell = 0; cell < cellCount; cell += 1, leaf += 1) {
        const ok = passing[cellCount + cell]! * audienceOk;
        const returning = againPay[leaf]! * againShare;
        const waiting = first[leaf]! + flowing[leaf]! + returning;
        const moved = waiting * firstShare;
        const paying = second[leaf]! + moved;
        const rate = paying * cellShare[cell]!;
        const flow = rate * ok * wait.usualShare;
        const failed = rate * (1 - ok);
        const again = failed * tryAgain.payShare;
        const gone = rate * ok * (1 - wait.usualShare) + failed - again;
        first[leaf] = waiting - moved;
        second[leaf] = paying - flow - gone - again;
        againPay[leaf]! += again - returning;
        passed[leafCount + leaf] = clock.fire(leafCount + leaf, flow);
        flowing[leafCount + leaf] = flow;
        lost += gone;
        tried[cellCount + cell]! += rate;
      }
    }
  };

  const later = (w: number, slowdown: number, gates: StageGates): void => {
    const { audience, passing, audienceMatters } = gates;
    const wait = waits[w]!;
    const stage = w + 1;
    const stepSeconds = wait.stepSeconds * (wait.outdoors ? slowdown : 1);
    const share = leavingShare(stepSeconds, 1);
    const firstStep = waitOffsets[w]!;
    const lastStep = firstStep + wait.steps - 1;
    const last = steps[lastStep]!;
    for (let cell = 0; cell < cellCount; cell += 1) {
      const at = stage * idcCount + idcOfCell[cell]!;
      // What the consumers can take, shared among all that wait.
      const room = queued[at]! > 0 ? gates.capacity[at]! / queued[at]! : 1;
      cellShare[cell] = Math.min(leavingShare(stepSeconds + gates.delaySeconds[stage * cellCount + cell]!, 1), room);
      tried[stage * cellCount + cell] = 0;
    }
    for (let step = firstStep; step < lastStep; step += 1)
      moveStep(steps[step]!, step === firstStep ? null : steps[step - 1]!, stage, share);
    queued.fill(0, stage * idcCount, (stage + 1) * idcCount);
    const differs = audienceMatters[stage] === 1;
    for (let a = 0, leaf = 0; a < audienceCount; a += 1) {
      const audienceOk = differs ? audience[stage * audienceCount + a]! : 1;
      for (let cell = 0; cell < cellCount; cell += 1, leaf += 1) {
        const waiting = last[leaf]! + (lastStep === firstStep ? flowing[(stage - 1) * leafCount + leaf]! : moving[leaf]!);
        const rate = waiting * cellShare[cell]!;
        const ok = passing[stage * cellCount + cell]! * audienceOk;
        const flow = rate * ok * wait.usualShare;
        const gone = rate * (ok * (1 - wait.usualShare) + (1 - ok) * givenUpShare);
        last[leaf] = waiting - flow - gone;
        passed[stage * leafCount + leaf] = clock.fire(stage * leafCount + leaf, flow);
        flowing[stage * leafCount + leaf] = flow;
        queued[stage * idcCount + idcOfCell[cell]!]! += waiting - flow - gone;
        lost += gone;
        tried[stage * cellCount + cell]! += rate;
        if (stage === stageCount - 1) delivered += flow;
      }
    }
  };

  /** What left the step before in this pass. */
  const moving = new Float64Array(leafCount);
  const moveStep = (row: Float64Array, before: Float64Array | null, stage: number, share: number): void => {
    const offset = (stage - 1) * leafCount;
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      const all = row[leaf]! + (before === null ? flowing[offset + leaf]! : moving[leaf]!);
      const out = all * share;
      row[leaf] = all - out;
      moving[leaf] = out;
    }
  };

  const measureTracked = (): void => {
    tracked.fill(0);
    for (let step = firstTracked; step < stepCount; step += 1) {
      const row = steps[step]!;
      for (let leaf = 0, cell = 0; leaf < leafCount; leaf += 1, cell = cell === cellCount - 1 ? 0 : cell + 1)
        tracked[idcOfCell[cell]!]! += row[leaf]!;
    }
  };

  const inFlight = (): number => [...steps, againPay].reduce((sum, row) => sum + row.reduce((all, each) => all + each, 0), 0);
  fillFromSteadyState();
  const inFlightAtStart = inFlight();
  let seconds = 0;
  return {
    passed,
    tried,
    tracked,
    balance: () => ({ inFlightAtStart, submitted, delivered, lost, inFlight: inFlight() }),
    step: (wanted, shares, slowdown, gates) => {
      readAudience(shares);
      submit(wanted, gates);
      pay(gates);
      for (let w = 1; w < waits.length; w += 1) later(w, slowdown, gates);
      // Meals on their way change slowly: counting them now and then is enough for tracking traffic.
      if (seconds % 5 === 0) measureTracked();
      seconds += 1;
    },
  };
}
