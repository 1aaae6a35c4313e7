import { phrase } from '../../i18n/text';
import { formatDuration, formatOrders } from '../../ui/format';
import type { Cost } from './said';
import type { SentenceInput } from './sentence';
import type { StageView } from './stageView';

/** Only a rate of orders per second has a cost in orders. */
export function stageCost(stage: StageView, { language, roomAt }: Pick<SentenceInput, 'language' | 'roomAt'>): Cost | null {
  const reading = stage.reading;
  if (stage.unit !== '/s' || reading === null || reading.value === null || reading.expected === null) return null;
  const perMinute = (reading.value - reading.expected) * 60;
  const { missingSoFar, missingSince } = reading;
  return {
    perMinute: phrase('cost.perMinute', { orders: formatOrders(perMinute, language) }),
    total:
      missingSoFar === null || missingSince === null
        ? null
        : phrase('cost.total', { orders: formatOrders(missingSoFar, language), since: formatDuration(roomAt - missingSince) }),
  };
}
