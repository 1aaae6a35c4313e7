import { z } from 'zod';
import { localTextSchema, sliceSchema, trafficSchema } from './words';

/**
 * Demo City over HTTP on loopback, as its clients see it: JSON in and out, times in epoch ms on the city's clock.
 * Errors are `{ error: string }` with status 400 (bad request), 404 (no such metric, node, control), 413
 * (too many rows) or 429.
 *
 *   GET  /api/clock                 → cityClock
 *   GET  /api/topology              → cityTopology
 *   POST /api/query   cityQuery     → cityAnswer
 *   POST /api/breakdown  cityBreakdown → cityBreakdownAnswer
 *   GET  /api/events?since=MS       → cityEvents (newest last, at most 1,000)
 *   GET  /api/controls              → cityControls;  GET /api/controls/ID
 *   PUT  /api/controls/ID  { settings }  → the control as read back
 *   GET  /metrics                   → Prometheus exposition format 0.0.4
 *
 * What went wrong (faults, their times and places) is never here: it is on the backstage port, for drills and benchmarks.
 */
export const cityClockSchema = z.object({
  /** To the millisecond; the `now` of an answer is the last whole second that the city has lived through. */
  now: z.number(),
  /** City seconds per real second. */
  speed: z.number().positive(),
  timeZone: z.string(),
  seed: z.number().int(),
  /** Oldest moment with history. */
  historyFrom: z.number(),
});

export const cityQuerySchema = z.strictObject({
  series: z
    .array(
      z.strictObject({
        metric: z.string().min(1),
        slice: sliceSchema.default({}),
        /** One result per value of this dimension within the slice. */
        by: z.string().min(1).optional(),
      }),
    )
    .min(1)
    .max(256),
  /** Buckets [from + i·stepMs, from + (i+1)·stepMs) with from ≤ bucket start < to; `from` must be a multiple of stepMs. */
  from: z.number().int(),
  to: z.number().int(),
  stepMs: z.number().int().min(1_000).max(86_400_000),
});

/**
 * Rates are counts in the bucket divided by the whole step, also in the newest bucket that still fills; null where
 * the bucket has not begun or lies before the history.
 */
export const cityAnswerSchema = z.object({
  now: z.number(),
  results: z.array(
    z.object({
      metric: z.string(),
      slice: sliceSchema,
      values: z.array(z.number().nullable()),
    }),
  ),
  /** How many of the metric's emitters reported in the newest second. */
  reporting: z.object({ count: z.number().int(), expected: z.number().int() }).optional(),
});

export const cityBreakdownSchema = z.strictObject({
  metric: z.string().min(1),
  slice: sliceSchema.default({}),
  /** Dimensions to cut by, none of them in `slice`. */
  by: z.array(z.string().min(1)).min(1).max(5),
  /** Whole seconds. */
  spans: z
    .array(
      z
        .strictObject({ from: z.number().int().multipleOf(1_000), to: z.number().int().multipleOf(1_000) })
        .refine(({ from, to }) => from < to, 'a span that ends after it begins'),
    )
    .min(1)
    .max(16),
  /** More combinations are refused with 413. */
  rowsMax: z.number().int().min(1).max(10_000),
});

/** Rows with at least one value; a value is what a query with the span as its only bucket answers. */
export const cityBreakdownAnswerSchema = z.object({
  now: z.number(),
  rows: z.array(z.object({ key: z.array(z.string()), values: z.array(z.number().nullable()) })),
  reporting: z.object({ count: z.number().int(), expected: z.number().int() }).optional(),
});

export const cityEventsSchema = z.object({
  now: z.number(),
  events: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      kind: z.enum(['change', 'action', 'promotion']),
      title: localTextSchema,
      target: z.string().nullable(),
      traffic: trafficSchema,
    }),
  ),
});

export const cityTopologySchema = z.object({
  domains: z.array(z.object({ id: z.string(), name: localTextSchema })),
  nodes: z.array(
    z.object({
      id: z.string(),
      name: localTextSchema,
      domain: z.string(),
      kind: z.enum(['service', 'middleware', 'external']),
      instances: z.array(z.object({ id: z.string(), idc: z.string() })),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  path: z.array(z.string()),
});

export const cityControlSchema = z.object({
  id: z.string(),
  kind: z.enum(['rateLimit', 'breakEdge', 'degrade', 'drainIdc', 'payChannel', 'scaleOut']),
  target: z.string(),
  /** Per instance (or per IDC or channel), as the instance itself reports it. */
  instances: z.array(z.object({ id: z.string(), value: z.union([z.number(), z.boolean(), z.string(), z.null()]) })),
});
export const cityControlsSchema = z.object({ controls: z.array(cityControlSchema) });

export type CityClock = z.infer<typeof cityClockSchema>;
export type CityQuery = z.infer<typeof cityQuerySchema>;
export type CityAnswer = z.infer<typeof cityAnswerSchema>;
export type CityBreakdown = z.infer<typeof cityBreakdownSchema>;
export type CityBreakdownAnswer = z.infer<typeof cityBreakdownAnswerSchema>;
export type CityEvents = z.infer<typeof cityEventsSchema>;
export type CityTopology = z.infer<typeof cityTopologySchema>;
export type CityControl = z.infer<typeof cityControlSchema>;
