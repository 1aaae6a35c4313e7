import type { Evidence } from '../rootCause/rootCause';

/** So many more of the requests fail, so much of the capacity or of the calls is gone: from here on it matters in full. */
const failingMore = 0.004;
const resourceStep = 0.2;
const silenceStep = 0.15;
/** So many times the usual latency matters in full, while as many people come as ever. */
const slowerTimes = 1.5;

/**
 * How far, 0–1, what is said against a suspect matters at all. Shares of a symptom say nothing of its size: where everything does its work
 * somebody still has most of the noise. With more people everything queues a little, so slowness has to be more than that.
 */
export function materialityOf(evidence: readonly Evidence[], demand: number | null): number {
  const slower = slowerTimes * Math.max(1, demand ?? 1) ** 2;
  const sizes = evidence.map(({ why, series, usual, now, weight }): number => {
    if (why === 'silence') return weight / silenceStep;
    if (why === 'resource') return weight / resourceStep;
    if (series === 'failures') return (now - usual) / failingMore;
    return usual > 0 ? (now / usual - 1) / (slower - 1) : 1;
  });
  return Math.min(1, Math.max(0, ...sizes));
}
