import type { FunnelPlace, StagePlace } from './findFunnel';
import { followCurves, meanOf } from './followCurves';
import { duration, percent, type Said } from './said';

export interface ProposedStage extends StagePlace {
  readonly lagMs: number;
  readonly reasons: readonly Said[];
}

/** An order that takes longer from one stage to the next does not follow its curve closely enough to be timed. */
const lagMsMax = 60 * 60_000;
const sureCorrelation = 0.9;
/** Beyond counting errors of `rate()`. */
const moreThanBefore = 1.03;

/** Known words first; a stage whose word is not known goes where its rate falls in between, and among equals after what it follows. */
export function orderStages(
  place: FunnelPlace,
  curves: ReadonlyMap<StagePlace, Float64Array>,
  stepMs: number,
): { readonly stages: readonly ProposedStage[]; readonly doubts: readonly Said[]; readonly silent: readonly StagePlace[] } {
  const curveOf = (stage: StagePlace): Float64Array => curves.get(stage) ?? new Float64Array();
  const rateOf = (stage: StagePlace): number => meanOf(curveOf(stage));
  const lagSteps = Math.ceil(lagMsMax / stepMs);
  const silent = place.stages.filter((stage) => !(rateOf(stage) > 0));
  const moving = place.stages.filter((stage) => rateOf(stage) > 0);
  // Without a single rate there is nothing to order by but words, and a shop may be closed.
  const used = moving.length >= 2 ? moving : place.stages;
  const ordered = used.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  for (const stage of used.filter(({ rank }) => rank === null).sort((a, b) => rateOf(b) - rateOf(a))) {
    const after = ordered.findIndex((other) => isBefore(stage, other));
    ordered.splice(after === -1 ? ordered.length : after, 0, stage);
  }

  function isBefore(stage: StagePlace, other: StagePlace): boolean {
    const ratio = rateOf(stage) / rateOf(other);
    if (ratio > moreThanBefore) return true;
    if (ratio < 1 / moreThanBefore) return false;
    return (followCurves(curveOf(stage), curveOf(other), stepMs, lagSteps)?.lagMs ?? 0) > 0;
  }

  const doubts: Said[] = [];
  const stages = ordered.map((stage, i): ProposedStage => {
    const before = ordered[i - 1];
    const reasons: Said[] = [];
    if (stage.rank === null)
      reasons.push({
        zh: `“${stage.text}”不是认识的词：按速率下降和时间先后排在这里，请核对`,
        en: `'${stage.text}' is no word we know: it stands here by its falling rate and its time; check it`,
      });
    if (before === undefined) return { ...stage, lagMs: 0, reasons };
    const following = followCurves(curveOf(before), curveOf(stage), stepMs, lagSteps);
    if (following === null) {
      doubts.push({
        zh: `“${before.text}”到“${stage.text}”要多久：数据太少或太平，看不出来；lag 未写`,
        en: `how long an order takes from '${before.text}' to '${stage.text}': too little data, or too flat, to tell; no lag is written`,
      });
      return { ...stage, lagMs: 0, reasons };
    }
    const { lagMs, correlation, share } = following;
    const later = Math.max(0, lagMs);
    const sure = correlation >= sureCorrelation;
    reasons.push({
      zh: `“${stage.text}”跟在“${before.text}”后 ${duration(later)}，速率是它的 ${percent(share)}（相关 ${correlation.toFixed(2)}）`,
      en: `'${stage.text}' follows '${before.text}' with ${percent(share)} of its rate, ${duration(later)} later (correlation ${correlation.toFixed(2)})`,
    });
    if (!sure)
      doubts.push({
        zh: `“${stage.text}”与“${before.text}”的曲线不太像（相关 ${correlation.toFixed(2)}）：lag 未写，请核对先后`,
        en: `'${stage.text}' does not follow the curve of '${before.text}' closely (correlation ${correlation.toFixed(2)}): no lag is written; check the order`,
      });
    if (share > moreThanBefore)
      doubts.push({
        zh: `“${stage.text}”的速率是“${before.text}”的 ${percent(share)}，比前一段还多：请核对先后`,
        en: `'${stage.text}' has ${percent(share)} of the rate of '${before.text}', more than the stage before it: check the order`,
      });
    return { ...stage, lagMs: sure ? later : 0, reasons };
  });
  return { stages, doubts, silent: used === moving ? silent : [] };
}
