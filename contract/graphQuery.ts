import { z } from 'zod';
import { groupings } from './coreLink';
import { graphTargetCharactersMax } from './limits';
import { localTextSchema } from './words';

/** What windows ask and say of the core link. Apart from its shapes, so that a window does not load a validator to draw a graph. */

/** A node, an edge, or one of their places: what is focused, dragged, pinned, and what a link window is about. */
export const graphTargetSchema = z.string().min(1).max(graphTargetCharactersMax);

export const healthRuleNames = ['failures', 'latency', 'traffic', 'saturation', 'finding', 'alert', 'change'] as const;
export type HealthRuleName = (typeof healthRuleNames)[number];

/** Why a score is not 100. */
export const lostPointsSchema = z.strictObject({
  rule: z.enum(healthRuleNames),
  /** 0–100, how many this took. */
  points: z.number().min(0).max(100),
  /** Units of the rule: share 0–1 for failures, traffic (now ÷ usual) and saturation, ms for latency; null where it has none. */
  now: z.number().nullable(),
  usual: z.number().nullable(),
  /** Which side of a link saw it, or which percentile; null where that says nothing. */
  detail: z.enum(['caller', 'callee', 'network', 'p50', 'p99']).nullable(),
  /** The node or link that passed this on; null for points of its own. */
  passedOnFrom: graphTargetSchema.nullable(),
  /** An alert's or a change's own words. */
  said: localTextSchema.nullable(),
});
export type LostPoints = Readonly<z.infer<typeof lostPointsSchema>>;

/** A node, link or place as somebody sees it: what becomes a pin. Numbers come from the window, and are shown as what it saw. */
export const graphLookSchema = z.strictObject({
  target: graphTargetSchema,
  /** The moment it shows, room epoch ms. */
  at: z.number().int().nonnegative(),
  score: z.number().min(0).max(100).nullable(),
  lost: z.array(lostPointsSchema).max(20),
});
export type GraphLook = z.infer<typeof graphLookSchema>;

/** Window → engine: the whole graph as it is, or was, at one moment. */
export const graphQuerySchema = z.strictObject({
  graphId: z.string().min(1).max(128),
  by: z.enum(groupings),
  /** Room epoch ms; null follows the room clock. The past uses the same path as now. */
  at: z.number().int().nonnegative().nullable(),
  /** Node and edge ids whose instances are wanted as well. */
  instancesOf: z.array(graphTargetSchema).max(64).default([]),
});
export type GraphQuery = z.infer<typeof graphQuerySchema>;
