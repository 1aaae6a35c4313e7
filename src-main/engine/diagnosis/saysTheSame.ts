import type { Diagnosis } from '../../../contract/diagnosis';

/** How many suspects and of the ruled out a person reads; below, an order that changes is no news. */
const read = 3;

/** Whether a person would read the same in both: numbers that creep from bucket to bucket are no news. */
export function saysTheSame(a: Diagnosis, b: Diagnosis): boolean {
  return printOf(a) === printOf(b);
}

function printOf({ phase, reason, verdict, symptom, suspects, residual, ruledOut, dimensions, demand }: Diagnosis): string {
  return JSON.stringify([
    ...[phase, reason, verdict, symptom, coarse(demand, 2), coarse(residual.share, 5), twoDigits(residual.perMinute)],
    suspects
      .slice(0, read)
      .map(({ id, confidence, explains, changes }) => [
        ...[id, coarse(confidence, 5), coarse(explains.share, 5), twoDigits(explains.perMinute)],
        changes.map(({ eventId }) => eventId),
      ]),
    ruledOut.slice(0, read).map(({ target, why }) => [target, why]),
    dimensions.map(({ metricId, measure, parts }) => [metricId, measure, parts.map(({ slice }) => slice)]),
  ]);
}

function coarse(value: number | null, steps: number): number | null {
  return value === null ? null : Math.round(value * steps) / steps;
}

/** One digit and a half: a tenth more or less is noise. */
function twoDigits(value: number | null): number | null {
  return value === null || value === 0 ? value : Math.round(Math.log(Math.abs(value)) / Math.log(1.25));
}
