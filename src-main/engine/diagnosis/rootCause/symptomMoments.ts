import type { CauseCase } from './causeCase';
import { departureOf, type Moments, type Reading } from './departure';
import { ratioOf, secondsOf } from './readings';

/**
 * The judged buckets weighted by how much of the symptom each of them saw, so that a suspect is asked about exactly those moments:
 * an incident often fills only some of them, and quiet ones would thin out every number.
 */
export function symptomMoments(given: CauseCase): Moments {
  const { reference, judged } = given;
  const even = { reference, judged, weights: judged.map(() => 1) };
  const reading = symptomReading(given);
  const departure = reading === null ? null : departureOf(reading, even);
  if (reading === null || departure === null) return even;
  const weights = judged.map((bucket) => {
    const above = (reading[bucket] ?? Number.NaN) - departure.usual - departure.noise;
    return Number.isNaN(above) ? 0 : Math.max(0, above);
  });
  return { reference, judged, weights };
}

function symptomReading({ nodes, symptom }: CauseCase): Reading | null {
  if (symptom.series !== null) return symptom.series;
  const served = symptom.node === null ? undefined : nodes[symptom.node]?.served;
  if (served === undefined) return null;
  if (symptom.kind === 'latency') return served.latency === null ? null : secondsOf(served.latency);
  return served.failures === null || served.requests === null ? null : ratioOf(served.failures, served.requests);
}
