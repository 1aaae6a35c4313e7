import { isInThree, isRightFirst, isWithoutEffect, type DiagnoseOutcome } from './outcome';

/** One line a case for whoever tunes: what it was, and what was said first. */
export function caseLine(outcome: DiagnoseOutcome): string {
  const { drawn, truths, loss, first, detectedMs, diagnosedMs } = outcome;
  const faults = truths.map(({ kind, target, params }) => `${kind} ${JSON.stringify({ ...target, ...params })}`).join(' and ');
  const suspects = (first?.suspects ?? []).slice(0, 4).map(({ id, confidence }) => `${id} ${confidence.toFixed(2)}`);
  return [
    verdictOn(outcome),
    `seed ${drawn.seed} variant ${drawn.variant} ${drawn.anomaly ?? faults}`,
    ...(loss === null ? [] : [`lost ${(100 * loss.size).toFixed(0)} % at ${loss.stage ?? '–'}`]),
    ...(detectedMs === null ? [] : [`incident after ${detectedMs / 1_000} s`]),
    ...(diagnosedMs === null ? [] : [`told after ${diagnosedMs / 1_000} s`]),
    ...(first === null ? ['nothing said'] : [first.verdict, `demand ${first.demand?.toFixed(2) ?? '–'}`, ...suspects]),
  ].join(' · ');
}

function verdictOn(outcome: DiagnoseOutcome): string {
  if (outcome.drawn.anomaly !== null)
    return `${outcome.opened ? '' : 'asked, '}${outcome.first?.verdict === 'demand' ? 'right' : 'WRONG'}`;
  if (!outcome.opened) return isWithoutEffect(outcome) ? 'without effect' : 'no incident';
  return isRightFirst(outcome) ? 'right' : isInThree(outcome) ? 'in three' : 'WRONG';
}
