import { z } from 'zod';
import { durationSchema } from './backendSettings';
import { idSchema, localTextSchema, sliceSchema } from './words';

/**
 * Service protection in the workspace file: where things are set (`targets`), what can be set there (`switches`), and what is done in
 * which order when it is needed (`plans` 预案).
 */

/** What a switch is set to; null: nothing is set there (a key that is absent, no limit). */
export const switchValueSchema = z.union([z.number(), z.string().max(1_024), z.boolean(), z.null()]);
export type SwitchValue = z.infer<typeof switchValueSchema>;

const instanceNameSchema = z.string().min(1).max(64);
const urlSchema = z
  .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
  .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url), 'an address without user or password in it');
const instancesOf = <Address extends z.ZodType>(address: Address) =>
  z
    .record(instanceNameSchema, address)
    .refine(
      (all) => Object.keys(all).length >= 1 && Object.keys(all).length <= 500,
      '1 to 500 instances, each by the name people know it by',
    );

/** Words of HAProxy's command line: a blank, `;`, `\` or a line end would begin another command. */
const haproxyWordSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.:/#@-]{1,256}$/, 'a name of the HAProxy configuration, without blanks or ;');
const haproxyAddressSchema = z
  .string()
  .regex(
    /^(unix:\/[^\s;]+|[A-Za-z0-9_.-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5})$/,
    '"unix:/run/haproxy.sock" or "host:port" of its stats socket',
  );

/** Systems that can be told to do something. A secret never stands here: it is asked of a person. */
export const targetSchema = z.discriminatedUnion('kind', [
  /** HAProxy's Runtime API; each instance is told by itself, and a reload forgets. */
  z.strictObject({ kind: z.literal('haproxy'), instances: instancesOf(haproxyAddressSchema) }),
  /** etcd v3 over its JSON gateway. `password`: of this user, asked of a person. */
  z.strictObject({ kind: z.literal('etcd'), url: urlSchema, user: z.string().min(1).max(256).optional() }),
  /** Sentinel's command centre of each application instance: `host:port`, or `host` where the port has to be found (8719 and up). */
  z.strictObject({
    kind: z.literal('sentinel'),
    app: z.string().min(1).max(256).optional(),
    instances: instancesOf(z.string().regex(/^[A-Za-z0-9_.-]+(:\d{1,5})?$/, '"host" or "host:port" of its command centre')),
  }),
  /** Somebody's own door: POST signed with HMAC-SHA256 and an idempotency key, and a GET that tells what is in force. */
  z.strictObject({ kind: z.literal('webhook'), url: urlSchema, readBack: urlSchema }),
  /** A Demo City backend of this file. Simulated. */
  z.strictObject({ kind: z.literal('demoCity'), backend: idSchema }),
]);
export type TargetSettings = z.infer<typeof targetSchema>;
export type TargetKind = TargetSettings['kind'];

/** What of a target is set, by the target's kind. */
export const switchSets = {
  /**
   * `serverState`: ready, drain or maint. `serverWeight`: 0–256. `serverMaxconn`, `frontendMaxconn`: connections at once. `sessionRate`,
   * `connectionRate`: per second, the whole process; 0 is no limit. `map`: the value of one key; configurations read it as a kill switch.
   */
  haproxy: z.discriminatedUnion('what', [
    z.strictObject({
      what: z.enum(['serverState', 'serverWeight', 'serverMaxconn']),
      backend: haproxyWordSchema,
      server: haproxyWordSchema,
    }),
    z.strictObject({ what: z.literal('frontendMaxconn'), frontend: haproxyWordSchema }),
    z.strictObject({ what: z.enum(['sessionRate', 'connectionRate']) }),
    z.strictObject({ what: z.literal('map'), map: haproxyWordSchema, key: haproxyWordSchema }),
  ]),
  /**
   * One key; null: it is absent. Its value is text: numbers and booleans as JSON writes them, other words as they are, and in JSON's quotes
   * only words that would be read as one of those ("20"). `acknowledgements`: a prefix below which each instance writes the revision of
   * the key that it has applied, as `PREFIX/NAME` → mod_revision in decimal, 0 once it has seen that the key is absent. A key that is
   * absent is set under an etcd lease, so it goes when the console does.
   */
  etcd: z.strictObject({ key: z.string().min(1).max(1_024), acknowledgements: z.string().min(1).max(1_024).optional() }),
  /**
   * The count of one rule of one resource; null: no such rule. Flow: requests a second (`qps`) or at once (`threads`), per instance.
   * Degrade: milliseconds (`slow`), share 0–1 (`errorRatio`) or errors (`errors`) that open the breaker for `seconds`.
   */
  sentinel: z.discriminatedUnion('rule', [
    z.strictObject({
      rule: z.literal('flow'),
      resource: z.string().min(1).max(512),
      by: z.enum(['qps', 'threads']).default('qps'),
    }),
    z.strictObject({
      rule: z.literal('degrade'),
      resource: z.string().min(1).max(512),
      by: z.enum(['slow', 'errorRatio', 'errors']),
      seconds: z.int().min(1).max(3_600).default(10),
    }),
  ]),
  webhook: z.strictObject({ name: z.string().min(1).max(256) }),
  /** A control of the city; `instances`: which of the control's instances are set, all when left out. */
  demoCity: z.strictObject({
    control: z.string().min(1).max(128),
    instances: z.array(instanceNameSchema).min(1).max(500).optional(),
  }),
} as const satisfies Record<TargetKind, z.ZodType>;
export type SwitchSet<Kind extends TargetKind> = z.infer<(typeof switchSets)[Kind]>;

export const switchKinds = ['rateLimit', 'circuitBreak', 'degrade', 'drain', 'channel', 'kill', 'capacity', 'other'] as const;

/** A reading of traffic: the mean of a metric over the newest complete `over`, or its quotient by another. */
const readingSchema = z.strictObject({
  metric: idSchema,
  slice: sliceSchema.default({}),
  /** The same span of this metric below the line, cut by `perSlice`. */
  per: idSchema.optional(),
  perSlice: sliceSchema.default({}),
  over: durationSchema.default(30_000),
});
export type TrafficReading = z.infer<typeof readingSchema>;

/** Where traffic shows that a switch works. */
const observedSchema = readingSchema.extend({
  /** `below`, `above`: on that side of the bound once the switch differs from `usual`. `falls`, `rises`: by that share of what it was before. */
  shows: z
    .strictObject({
      below: z.number().optional(),
      above: z.number().optional(),
      falls: z.number().positive().max(1).optional(),
      rises: z.number().positive().optional(),
    })
    .refine(
      (shows) => Object.values(shows).filter((value) => value !== undefined).length === 1,
      'one of below:, above:, falls:, rises:',
    ),
  /** How long traffic may take to follow. */
  within: durationSchema.default(60_000),
});
export type ObservedSettings = z.infer<typeof observedSchema>;

export const switchSchema = z.strictObject({
  name: localTextSchema,
  kind: z.enum(switchKinds),
  /** The node, or the link as `from→to`, that it protects or relieves. */
  on: z.string().min(1).max(200),
  target: idSchema,
  /** Its shape depends on the target's kind: `switchSets`. */
  set: z.record(z.string(), z.unknown()),
  owner: z.string().min(1).max(120),
  /** Beside the number: `%`, `/s`. */
  unit: z.string().max(16).default(''),
  /** What may be set without thinking; a value outside is refused. */
  range: z.union([
    z.strictObject({ min: z.number(), max: z.number(), whole: z.boolean().default(false) }),
    z.strictObject({ values: z.array(switchValueSchema).min(1).max(50) }),
  ]),
  /** What it is while nothing protects; anything else without a plan in force is drift. Not judged when left out. */
  usual: switchValueSchema.optional(),
  /** What it costs the business while it is in force. */
  cost: localTextSchema,
  /** When a drill last proved it. */
  proven: z.iso.date('a date such as 2026-10-01').optional(),
  observed: observedSchema.optional(),
  /**
   * Whose orders it touches while it is in force: counted before the click. The switch's `on` tells nothing of that. Left out, nobody
   * knows, and what is not known is not small.
   */
  touches: z.union([z.literal('nobody'), z.strictObject({ metric: idSchema, slice: sliceSchema.default({}) })]).optional(),
});
export type SwitchSettings = z.infer<typeof switchSchema>;

const boundSchema = z
  .strictObject({ above: z.number().optional(), below: z.number().optional() })
  .refine(({ above, below }) => above !== undefined || below !== undefined, 'above: or below: with a number');
/** "Only if QPS > …"; what cannot be read does not pass. */
const guardSchema = readingSchema.extend({ name: localTextSchema, is: boundSchema });
export type Guard = z.infer<typeof guardSchema>;

const valueOrParameterSchema = z.union([switchValueSchema, z.strictObject({ parameter: idSchema })]);

const stepSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema.optional(),
  /** Set at the same time, each on all its instances. */
  set: z
    .array(z.strictObject({ switch: idSchema, to: valueOrParameterSchema }))
    .min(1)
    .max(50),
  /** Looked at right before the step; one that does not hold: the step is skipped, or the plan stops. */
  guards: z.array(guardSchema).max(10).default([]),
  unless: z.enum(['skip', 'stop']).default('stop'),
  /** Before the next step. */
  wait: durationSchema.default(0),
  /** A write that is refused, unreachable, or not in force when read back. `back`: what was set before is put back, newest first. */
  onFailure: z.enum(['stop', 'continue', 'back']).default('back'),
  /** How many of the instances may fail without the step failing: a dead machine must not blind the others. */
  tolerate: z.number().min(0).max(1).default(0.1),
});
export type PlanStep = z.infer<typeof stepSchema>;

export const planSchema = z.strictObject({
  name: localTextSchema,
  /** +1 with each change, by its owner; shown, and kept in the audit. */
  version: z.int().min(1).default(1),
  owner: z.string().min(1).max(120),
  /** What it does and when it helps, in one or two sentences. */
  about: localTextSchema,
  /** `high`: a second person, or a written reason, whatever the blast radius. */
  risk: z.enum(['low', 'high']).default('low'),
  /** Diagnosis recommends it for such suspects: of these kinds and, when written, these nodes or links or IDCs; of these stages lost. */
  for: z
    .strictObject({
      kinds: z
        .array(z.enum(['node', 'link', 'middleware', 'external', 'idc']))
        .min(1)
        .optional(),
      targets: z.array(z.string().min(1).max(200)).min(1).optional(),
      metrics: z.array(idSchema).min(1).optional(),
    })
    .default({}),
  /** Nodes and links that it relieves, beside those of its switches. */
  relieves: z.array(z.string().min(1).max(200)).default([]),
  parameters: z
    .record(
      idSchema,
      z.strictObject({
        name: localTextSchema,
        unit: z.string().max(16).default(''),
        default: switchValueSchema,
        range: z.union([
          z.strictObject({ min: z.number(), max: z.number(), whole: z.boolean().default(false) }),
          z.strictObject({ values: z.array(switchValueSchema).min(1).max(50) }),
        ]),
      }),
    )
    .default({}),
  steps: z.array(stepSchema).min(1).max(20),
  /** How long it is in force before it is released by itself. */
  lease: durationSchema.default(1_800_000),
  /** Released in these shares, one after the other, watching for a relapse. */
  release: z
    .array(z.number().positive().max(1))
    .min(1)
    .max(10)
    .refine(
      (shares) => shares.at(-1) === 1 && shares.every((share, i) => i === 0 || share > (shares[i - 1] ?? 0)),
      'growing shares that end with 1, such as [0.25, 0.5, 1]',
    )
    .default([0.25, 0.5, 1]),
  /** Between two of them. */
  releaseEvery: durationSchema.default(30_000),
  /** What must be better, by how much of what it would be without, by when; otherwise it is taken back. */
  verify: z
    .strictObject({
      metric: idSchema,
      slice: sliceSchema.default({}),
      better: z.enum(['up', 'down']).default('up'),
      by: z.number().positive().default(0.03),
      within: durationSchema.default(60_000),
    })
    .optional(),
  /** While it is in force: what must not happen; otherwise it is taken back at once. */
  unlessHarm: z.array(guardSchema).max(10).default([]),
});
export type PlanSettings = z.infer<typeof planSchema>;

/** Orders per minute from which on a plan asks for more than a click. */
export const protectionSchema = z
  .strictObject({
    /** From here on a reason has to be written. */
    reasonFrom: z.number().positive().default(20_000),
    /** From here on a second person, or a written reason. */
    secondFrom: z.number().positive().default(50_000),
  })
  .default({ reasonFrom: 20_000, secondFrom: 50_000 });
export const [targetsMax, switchesMax, plansMax] = [100, 500, 200] as const;
