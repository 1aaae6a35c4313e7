import type { LocalText } from '../../../contract/words';

/** The words that shops name the steps of an order by, in the order an order takes them. `rank` is the place in that order. */
export interface StageWord {
  readonly rank: number;
  readonly name: LocalText;
}

const steps: readonly { readonly name: LocalText; readonly words: readonly string[] }[] = [
  { name: { zh: '浏览', en: 'view' }, words: ['view', 'viewed', 'visit', 'visited', 'browse', 'browsed'] },
  { name: { zh: '加购', en: 'cart' }, words: ['cart', 'carted', 'addtocart'] },
  { name: { zh: '结算', en: 'checkout' }, words: ['checkout', 'preview', 'previewed'] },
  {
    name: { zh: '提单', en: 'submit' },
    words: ['submit', 'submitted', 'create', 'created', 'place', 'placed', 'book', 'booked', 'new'],
  },
  { name: { zh: '支付', en: 'paid' }, words: ['pay', 'paid', 'payment', 'payments', 'charge', 'charged'] },
  { name: { zh: '推单', en: 'push' }, words: ['push', 'pushed'] },
  { name: { zh: '接单', en: 'accept' }, words: ['accept', 'accepted', 'confirm', 'confirmed'] },
  { name: { zh: '备货', en: 'prepare' }, words: ['prepare', 'prepared', 'cook', 'cooked', 'pack', 'packed', 'ready'] },
  { name: { zh: '派单', en: 'dispatch' }, words: ['dispatch', 'dispatched', 'assign', 'assigned'] },
  { name: { zh: '取餐', en: 'pickup' }, words: ['pickup', 'picked', 'pick', 'collected'] },
  { name: { zh: '发货', en: 'ship' }, words: ['ship', 'shipped', 'shipment', 'shipments'] },
  {
    name: { zh: '送达', en: 'deliver' },
    words: ['deliver', 'delivered', 'delivery', 'deliveries', 'complete', 'completed', 'finish', 'finished', 'done'],
  },
];

const byWord = new Map(steps.flatMap(({ name, words }, rank) => words.map((word) => [word, { rank, name }] as const)));

/** An order that goes this way is lost, not one step further. */
const lossWords =
  /^(cancel|cancell?ed|cancellation|fail|failed|failure|failures|error|errors|refund|refunded|reject|rejected|timeout|abort|aborted|expired|declined|retry|retries)$/;

/** The step that a label value or a metric's name speaks of; null for none, and for what is lost on the way. */
export function stageWordIn(text: string): StageWord | null {
  const words = wordsIn(text);
  if (words.some((word) => lossWords.test(word))) return null;
  // The last one says what happened: `payment_confirmed` was confirmed.
  return words.map((word) => byWord.get(word)).findLast((found) => found !== undefined) ?? null;
}

export function isLoss(text: string): boolean {
  return wordsIn(text).some((word) => lossWords.test(word));
}

export function wordsIn(text: string): string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
