import { z } from 'zod';
import { localTextSchema, trafficSchema } from './words';

/**
 * The push feed, version 1: Socket.IO 4 events between a gateway (server) and a console (client), default namespace.
 * docs/push-feed.md tells it as a story for people who write a gateway. All times are epoch ms on the gateway's clock.
 *
 *   console → gateway   `hello`   feedHello, acknowledged with feedWelcome or feedRefusal
 *   console → gateway   `grant`   feedGrant
 *   console → gateway   `time`    no data, acknowledged with feedTime
 *   gateway → console   `batch`   feedBatch
 *   gateway → console   `gap`     feedGap
 *
 * Keys that a console does not know are ignored, so that a newer gateway can talk to an older console.
 */
export const pushFeedVersion = 1;

/** Larger messages end the connection. */
export const feedMessageBytesMax = 16 * 1024 * 1024;
export const feedBatchSeriesMax = 20_000;
export const feedPointsMax = 20_000;
export const feedEventsMax = 1_000;
/** Batches that a gateway may have under way to one console. */
export const feedCreditMax = 256;
/** A gateway sends at least one batch in this time, an empty one when nothing happened; longer silence is a failure. */
export const feedSilenceMsMax = 10_000;
/** Samples and watermarks later than this after the gateway's own clock are refused. */
export const feedFutureMsMax = 15 * 60_000;

const cursorSchema = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const timeSchema = z.number().min(0).max(8_640_000_000_000_000);
const epochSchema = z.string().min(1).max(128);
const nameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$/, 'a name such as orders.pay');

/** The first message. `resume`: the last batch that was taken over, and the epoch it belongs to; null for a first visit. */
export const feedHelloSchema = z.object({
  version: z.literal(pushFeedVersion),
  resume: z.object({ epoch: epochSchema, cursor: cursorSchema }).nullable(),
  /** Batches that may be sent before the first `grant`. */
  credit: z.number().int().min(1).max(feedCreditMax),
});
export type FeedHello = z.infer<typeof feedHelloSchema>;

/** The gateway goes on with cursor `next`. */
export const feedWelcomeSchema = z.object({
  version: z.literal(pushFeedVersion),
  /** One run of the log: cursors mean something only within it. A gateway that lost its log takes a new epoch. */
  epoch: epochSchema,
  /** What the gateway calls itself, with its version. */
  server: z.string().max(200).nullable().default(null),
  /** The cursor of the next batch: `resume.cursor + 1` when nothing was lost, otherwise the oldest that is left. */
  next: cursorSchema,
  /**
   * Null: goes on exactly where the console was. Otherwise samples before this moment may be missing from what follows;
   * the console shows a gap from where it was until here.
   */
  completeFrom: timeSchema.nullable(),
  /** The gateway's clock. */
  at: timeSchema,
  /** Gateway ms per real ms; 1 unless its world is simulated. */
  rate: z.number().positive().max(1_000).default(1),
});
export type FeedWelcome = z.infer<typeof feedWelcomeSchema>;

/** The other answer to `hello`. The gateway may disconnect after it. */
export const feedRefusalSchema = z.object({
  refused: z.enum(['version', 'denied', 'busy']),
  message: z.string().max(500).default(''),
});
export type FeedRefusal = z.infer<typeof feedRefusalSchema>;

/** How many batches the gateway may have sent in all since its welcome. Never falls. */
export const feedGrantSchema = z.object({ batches: z.number().int().positive() });
export type FeedGrant = z.infer<typeof feedGrantSchema>;

export const feedTimeSchema = z.object({ at: timeSchema, rate: z.number().positive().max(1_000).default(1) });
export type FeedTime = z.infer<typeof feedTimeSchema>;

/**
 * Samples of one series. `count`: how often something happened in the interval that begins at t; intervals do not cross
 * the metric's buckets, and where the watermark has passed and nothing was sent, nothing happened. `gauge`: a value at t.
 * The same (series, t) again replaces the value.
 */
export const feedSamplesSchema = z.object({
  metric: nameSchema,
  kind: z.enum(['count', 'gauge']),
  labels: z.record(z.string().min(1).max(64), z.string().max(128)).default({}),
  /** t1, v1, t2, v2 …; v null = not known for this t. */
  points: z.array(z.number().nullable()).max(2 * feedPointsMax),
});
export type FeedSamples = z.infer<typeof feedSamplesSchema>;

export const feedEventSchema = z.object({
  id: z.string().min(1).max(200),
  at: timeSchema,
  kind: z.enum(['alarm', 'change', 'action', 'release', 'drill', 'stress', 'promotion']),
  title: z.union([
    z
      .string()
      .min(1)
      .max(300)
      .transform((text) => ({ zh: text, en: text })),
    localTextSchema,
  ]),
  target: z.string().max(200).nullable().default(null),
  traffic: trafficSchema.default('real'),
  severity: z.enum(['critical', 'warning', 'info', 'none']).default('none'),
  until: timeSchema.nullable().default(null),
  labels: z.record(z.string().max(64), z.string().max(256)).default({}),
});
export type FeedEvent = z.infer<typeof feedEventSchema>;

/**
 * Everything since the batch before, in one message. `samples` and `events` are read one by one: a bad one is refused and
 * counted, the others count.
 */
export const feedBatchSchema = z.object({
  /** +1 per batch within an epoch. */
  cursor: cursorSchema.min(1),
  samples: z.array(z.unknown()).max(feedBatchSeriesMax).default([]),
  events: z.array(z.unknown()).max(feedEventsMax).default([]),
  /** The watermark: all samples before this moment have been sent. Never falls within an epoch; left out: as before. */
  seenTo: timeSchema.optional(),
  /** Of how many sources it stands for, e.g. 47 of 50 instances; left out: as before. */
  reporting: z.object({ count: z.number().int().nonnegative(), expected: z.number().int().nonnegative() }).optional(),
});
export type FeedBatch = z.infer<typeof feedBatchSchema>;
/** As a gateway writes it. */
export type FeedBatchInput = z.input<typeof feedBatchSchema>;

/** The console was slower than the gateway's log is long: batches before `next` are gone, samples before `completeFrom` incomplete. */
export const feedGapSchema = z.object({ next: cursorSchema.min(1), completeFrom: timeSchema });
export type FeedGap = z.infer<typeof feedGapSchema>;
