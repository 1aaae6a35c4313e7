import { z } from 'zod';
import { localTextSchema, trafficSchema } from '../../../../contract/words';
import type { Delivery } from './delivery';
import { momentSchema, refusalOf, textOf } from './fields';

/** A pipeline that tells more at once is telling its history. */
const eventsMax = 100;

const eventSchema = z.strictObject({
  id: z.string().min(1).max(200).optional(),
  at: momentSchema.optional(),
  kind: z.enum(['release', 'change', 'action', 'drill', 'stress', 'promotion']),
  title: z.union([z.string().min(1).max(300).transform(textOf), localTextSchema], 'a text, or { zh, en }'),
  target: z.string().min(1).max(200).nullable().default(null),
  traffic: trafficSchema.default('real'),
  until: momentSchema.nullable().default(null),
  labels: z.record(z.string().min(1).max(64), z.string().max(256)).default({}),
});
const oneSchema = eventSchema.transform((event) => [event]);
const severalSchema = z.array(eventSchema).min(1).max(eventsMax);

/** Our own shape: one event, or a list of them. */
export function readOwn(json: unknown): Delivery {
  const parsed = (Array.isArray(json) ? severalSchema : oneSchema).safeParse(json);
  if (!parsed.success) return { refusal: refusalOf(parsed.error) };
  return { events: parsed.data.map(({ id = null, at = null, ...event }) => ({ ...event, id, at })) };
}
