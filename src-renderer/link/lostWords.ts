import type { Language } from '../../contract/choices';
import type { LostPoints } from '../../contract/graphQuery';
import { textOf } from '../i18n/text';
import { formatMs, formatShare, formatTimes, minus } from '../ui/format';

/** One reason with its points, as the sentence has it: `成功率 −58`. */
export function lostWord({ rule, points }: Pick<LostPoints, 'rule' | 'points'>, language: Language): string {
  return `${textOf(language)(`lost.${rule}`)} ${minus}${Math.round(points)}`;
}

/** `成功率 −58 · 时延 −27`: all points of one rule together, most first; empty for a healthy one. */
export function lostSentence(lost: readonly LostPoints[], language: Language): string {
  const byRule = new Map<LostPoints['rule'], number>();
  for (const { rule, points } of lost) byRule.set(rule, (byRule.get(rule) ?? 0) + points);
  return [...byRule]
    .filter(([, points]) => Math.round(points) > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([rule, points]) => lostWord({ rule, points }, language))
    .join(' · ');
}

/** Why these points are lost: `失败 94.7%，平时 1.2%`, an alert's own words, or who passed them on. Empty where it has no more to say. */
export function lostWhy({ rule, now, usual, said }: LostPoints, language: Language): string {
  if (said !== null) return said[language];
  if (now === null) return '';
  const text = textOf(language);
  const write = (value: number): string =>
    rule === 'latency' ? formatMs(value) : rule === 'traffic' ? `${formatTimes(value)}×` : formatShare(value);
  // The rule is the success rate, what is measured are the failures.
  const what = text(rule === 'failures' ? 'link.failed' : `lost.${rule}`);
  return usual === null || rule === 'traffic'
    ? `${what} ${write(now)}`
    : text('lost.nowUsual', { what, now: write(now), usual: write(usual) });
}
