import type { LocalText } from '../../../contract/words';
import type { Family } from './families';
import { quote } from './serverLook';
import { isLoss, stageWordIn, wordsIn } from './stageWords';

/** Where a funnel may be read: in the values of one label, or in metrics of their own. */
export interface FunnelPlace {
  readonly kind: 'label' | 'metrics';
  /** The label whose values are stages; null for metrics of their own. */
  readonly label: string | null;
  readonly stages: readonly StagePlace[];
  /** Values or metrics that looked like one more, and why they are none. */
  readonly passedOver: readonly { readonly text: string; readonly why: 'loss' | 'unknown' | 'same-stage' }[];
}

export interface StagePlace {
  /** The label's value, or the metric's name. */
  readonly text: string;
  readonly family: Family;
  /** PromQL matchers with their braces but for `$slice`: `stage="pay"`, or nothing. */
  readonly matchers: string;
  readonly name: LocalText;
  /** Its place among the known words; null when its word is not known. */
  readonly rank: number | null;
}

const stageLabels = ['stage', 'step', 'event', 'status', 'state', 'phase', 'action'];
/** All values of these are stages, also those whose words we do not know. */
const wholeStageLabels = ['stage', 'step'];
const stagesMax = 12;

/** The place with the most steps of an order in it; null when no place has two. */
export function findFunnel(families: readonly Family[]): FunnelPlace | null {
  const whole = families.filter(({ name }) => cutOf(name) === null);
  const places = [...whole.flatMap(placesByLabel), ...placeByMetrics(whole)];
  return places.toSorted((a, b) => worth(b) - worth(a))[0] ?? null;
}

/** `orders_by_city_total` is `orders_total` once more, cut by the city. */
export function cutOf(name: string): { readonly of: string; readonly label: string } | null {
  const [, head, label, tail] = /^(.+)_by_([a-z0-9_]+?)(_total|_count)?$/i.exec(name) ?? [];
  return head === undefined || label === undefined ? null : { of: `${head}${tail ?? ''}`, label };
}

function placesByLabel(family: Family): FunnelPlace[] {
  return stageLabels.flatMap((label) => {
    const values = family.labels[label] ?? [];
    const all = wholeStageLabels.includes(label);
    const stages: StagePlace[] = [];
    const passedOver: { text: string; why: 'loss' | 'unknown' | 'same-stage' }[] = [];
    for (const text of values) {
      const word = stageWordIn(text);
      if (isLoss(text)) passedOver.push({ text, why: 'loss' });
      else if (word === null && !all) passedOver.push({ text, why: 'unknown' });
      else if (stages.some(({ rank }) => rank !== null && rank === word?.rank)) passedOver.push({ text, why: 'same-stage' });
      else {
        const name = word?.name ?? { zh: text, en: text };
        stages.push({ text, family, matchers: `${label}=${quote(text)}`, name, rank: word?.rank ?? null });
      }
    }
    const enough = stages.length >= 2 && stages.length <= stagesMax && (all || stages.some(({ rank }) => rank !== null));
    return enough ? [{ kind: 'label' as const, label, stages, passedOver }] : [];
  });
}

function placeByMetrics(families: readonly Family[]): FunnelPlace[] {
  const stages: StagePlace[] = [];
  const passedOver: { text: string; why: 'loss' | 'same-stage' }[] = [];
  // Orders first: of `payments_total` and `orders_paid_total` the latter counts what the other stages count.
  const inOrder = families.toSorted(
    (a, b) => Number(speaksOfOrders(b)) - Number(speaksOfOrders(a)) || a.name.length - b.name.length,
  );
  for (const family of inOrder) {
    const word = stageWordIn(family.name);
    if (word === null) {
      if (isLoss(family.name) && speaksOfOrders(family)) passedOver.push({ text: family.name, why: 'loss' });
    } else if (stages.some(({ rank }) => rank === word.rank)) passedOver.push({ text: family.name, why: 'same-stage' });
    else stages.push({ text: family.name, family, matchers: '', name: word.name, rank: word.rank });
  }
  const ofOrders = stages.some(({ family }) => speaksOfOrders(family));
  return ofOrders && stages.length >= 2 ? [{ kind: 'metrics', label: null, stages, passedOver }] : [];
}

function speaksOfOrders({ name }: Family): boolean {
  return wordsIn(name).some((word) => /^(orders?|trips?|rides?|bookings?|purchases?)$/.test(word));
}

/** Known steps count most; then a name that speaks of orders; then a label, whose stages are sure to count the same thing. */
function worth({ stages, kind }: FunnelPlace): number {
  const known = stages.filter(({ rank }) => rank !== null).length;
  const named = stages.some(({ family }) => speaksOfOrders(family));
  return known * 10 + stages.length + (named ? 5 : 0) + (kind === 'label' ? 1 : 0);
}
