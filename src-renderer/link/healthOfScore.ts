import { scoreLevels } from '../../contract/coreLink';
import type { Health } from '../ui/health';

/** The level of a score of 0–100 as it is written, in whole points: 49.6 is 50, and degraded; NaN, null and undefined are unknown, never well. */
export function healthOfScore(score: number | null | undefined): Health {
  if (score === null || score === undefined || Number.isNaN(score)) return 'unknown';
  const shown = Math.round(score);
  if (shown >= scoreLevels.ok) return 'ok';
  if (shown >= scoreLevels.watch) return 'watch';
  return shown >= scoreLevels.degraded ? 'degraded' : 'broken';
}
