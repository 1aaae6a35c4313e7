import { responseLimitsMs } from '../../../contract/report';
import type { ReportFacts } from './reportFacts';

export type ResponseName = keyof typeof responseLimitsMs;

export interface ResponseTime {
  readonly name: ResponseName;
  readonly limitMs: number;
  /** Room epoch ms; null while it is not reached. */
  readonly at: number | null;
  /** From the first abnormal bucket, until now while it is not reached. */
  readonly tookMs: number;
  /** What it is over its limit; negative: what is left. */
  readonly overMs: number;
  /** `never`: the incident is over, so it will not be reached any more. */
  readonly state: 'met' | 'missed' | 'running' | 'never';
}

/** Detection, location and recovery against 1, 5 and 10 minutes; all from the first abnormal bucket on. */
export function responseTimes({
  incident,
  diagnosis,
  at,
}: Pick<ReportFacts, 'incident' | 'diagnosis' | 'at'>): readonly ResponseTime[] {
  const { startedAt, raisedAt, resolvedAt } = incident;
  const reached: Readonly<Record<ResponseName, number | null>> = {
    detected: raisedAt,
    located: diagnosis?.verdict === 'unexplained' ? null : (diagnosis?.firstAt ?? null),
    recovered: resolvedAt,
  };
  return (['detected', 'located', 'recovered'] as const).map((name) => {
    const limitMs = responseLimitsMs[name];
    const reachedAt = reached[name];
    const tookMs = Math.max(0, (reachedAt ?? resolvedAt ?? at) - startedAt);
    const overMs = tookMs - limitMs;
    const state = reachedAt !== null ? (overMs > 0 ? 'missed' : 'met') : resolvedAt === null ? 'running' : 'never';
    return { name, limitMs, at: reachedAt, tookMs, overMs, state };
  });
}
