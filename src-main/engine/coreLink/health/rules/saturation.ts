import { dividedLoss, noLoss, type HealthRule } from '../healthRule';

/** Busier than its traffic explains: each doubling costs so much. */
const doublingPoints = 12;
const ratioMin = 1.25;
/** Of a machine that does nearly nothing, twice that is nothing: half the points here, and none below the least. */
const halfBusy = 0.05;
const busyMin = 0.004;
/** From here to full, whatever explains it. */
const highShare = 0.88;
const highPoints = 25;
const pointsMax = 45;

/** How much of what it can do a node does, beside what the same traffic usually takes; links have none. */
export const saturation: HealthRule = {
  ofNode({ side, saturation: { now, usual }, explained }) {
    if (Number.isNaN(now)) return noLoss;
    const ratio = now / usual;
    const more =
      side.known && now >= busyMin && ratio >= ratioMin ? (doublingPoints * Math.log2(ratio) * now) / (now + halfBusy) : 0;
    const high = Math.max(0, (now - highShare) / (1 - highShare)) * highPoints;
    const points = Math.min(pointsMax, more + high);
    if (points === 0) return noLoss;
    return dividedLoss({ points, now, usual: Number.isNaN(usual) ? null : usual, detail: null }, explained().saturation);
  },
  ofEdge: () => noLoss,
};
