import type { TooBroad } from '../../../contract/alerts';
import type { Matcher } from '../../../contract/state';
import { matchValues } from './matchLabels';

/** Values that no one pattern has a reason to share: whoever is true of them all is true of everything. */
const unrelatedValues = ['payment-gateway', 'Z', '10.20.30.40:9090', 'kube_node/7', '支付', 'no two teams name alike!'];

/** Why this silence must not be made; null when it names what it hides. */
export function tooBroad(matchers: readonly Matcher[]): TooBroad | null {
  for (const matcher of matchers) {
    if (!matcher.isRegex) continue;
    const [truths] = matchValues([matcher], [unrelatedValues]) ?? [];
    if (truths === undefined) return { why: 'unreadable', matcher };
    // A negative pattern that is true of all these still excludes what it names: it only narrows.
    if (matcher.isEqual && truths.every((truth) => truth)) return { why: 'matches-everything', matcher };
  }
  const namesOne = matchers.some(({ isRegex, isEqual, value }) => !isRegex && isEqual && value !== '');
  return namesOne ? null : { why: 'no-equality' };
}
