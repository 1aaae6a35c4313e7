import { z } from 'zod';
import { durationSchema } from './backendSettings';
import { idSchema, limitSchema, localTextSchema, sliceSchema } from './words';

/**
 * Standard checks 排查流程: what a war room looks at when an incident opens, in which order, and what it means. They only look;
 * nothing is changed by them, and what is fetched is neither run nor drawn as a page.
 */

/** Stands for the node that is under suspicion: in a slice, and in the address or path of a fetch. */
export const suspectWord = '$suspect';

const common = { id: idSchema, name: localTextSchema };

/** What the room is told when the check turns out so; nothing after it is looked at. */
const concludesSchema = z
  .strictObject({ bad: localTextSchema.optional(), good: localTextSchema.optional() })
  .refine(({ bad, good }) => bad !== undefined || good !== undefined, 'bad: or good: with what it then means, in zh and en');

/** A metric since the incident began, and what of it is bad. */
const queryCheckSchema = z.strictObject({
  kind: z.literal('query'),
  ...common,
  metric: idSchema,
  /** Looked at is the metric ÷ this one, both cut by the slice: failed calls per call, orders paid per order submitted. */
  per: idSchema.optional(),
  /** As everywhere in this file; `node`, `from` and `to` of what is measured on nodes and links, and each of them may be `$suspect`. */
  slice: sliceSchema.default({}),
  /** The mean of the newest so long is judged, but of nothing before the incident began. */
  over: durationSchema.default(60_000),
  /** A number in the metric's unit (of a quotient: 0.05), or a share of what is usual such as "300%". */
  bad: z
    .strictObject({
      above: limitSchema.optional(),
      below: limitSchema.optional(),
      /** Differs by less than this from what is usual, in the metric's unit: never bad. For what is usually next to nothing. */
      least: z.number().positive().optional(),
    })
    .refine(
      ({ above, below }) => above !== undefined || below !== undefined,
      'above: or below: with a number or a share such as "300%"',
    ),
  concludes: concludesSchema.optional(),
});

const answerLimitsText = 'is:, above: or below: beside pointer:, which says where in the answer';
/** HTTP GET, and what a good answer is like. */
const fetchCheckSchema = z
  .strictObject({
    kind: z.literal('fetch'),
    ...common,
    /** Nobody's secret is sent there; for a server that asks for one, name the backend that has its `access`. */
    url: z
      .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
      .refine(
        (url) => !/^https?:\/\/[^/?#]*@/i.test(url),
        'an address without user or password in it: name a backend with access.auth instead, and a path',
      )
      .optional(),
    /** Instead of `url`: a server of this file, with what its `access` says. */
    backend: idSchema.optional(),
    path: z
      .string()
      .max(2_048)
      .regex(/^\/(?![/\\])[^\\]*$/, 'a path on that server such as /api/health')
      .optional(),
    expect: z
      .strictObject({
        /** Any 2xx when left out. */
        status: z.int().min(100).max(599).optional(),
        /** RFC 6901, into a JSON answer: `/components/0/status`. */
        pointer: z
          .string()
          .max(512)
          .regex(/^(\/([^~]|~[01])*)?$/, 'a JSON pointer such as /status/indicator')
          .optional(),
        is: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
        above: z.number().optional(),
        below: z.number().optional(),
        /** Stands somewhere in the answer, letter by letter. */
        text: z.string().min(1).max(512).optional(),
      })
      .refine(
        ({ pointer, is, above, below }) =>
          (pointer !== undefined) === (is !== undefined || above !== undefined || below !== undefined),
        answerLimitsText,
      )
      .default({}),
    /** What it means that nobody answers there; a status page that is away says nothing of what it reports on. */
    unreachable: z.enum(['bad', 'unknown']).default('unknown'),
    within: durationSchema.refine((ms) => ms >= 100 && ms <= 30_000, 'from 100ms to 30s').default(5_000),
    concludes: concludesSchema.optional(),
  })
  .refine(
    ({ url, backend, path }) =>
      (url === undefined) === (backend !== undefined) && (backend !== undefined) === (path !== undefined),
    'url: with an address, or backend: and path:',
  );

const answersText = 'two to five answers, each with id, name and means: good, bad or unknown';
const questionCheckSchema = z.strictObject({
  kind: z.literal('question'),
  ...common,
  answers: z
    .array(z.strictObject({ ...common, means: z.enum(['good', 'bad', 'unknown']) }), answersText)
    .refine(({ length }) => length >= 2 && length <= 5, answersText),
  concludes: concludesSchema.optional(),
});

const checkSchema = z.discriminatedUnion('kind', [queryCheckSchema, fetchCheckSchema, questionCheckSchema]);
export type QueryCheck = z.infer<typeof queryCheckSchema>;
export type FetchCheck = z.infer<typeof fetchCheckSchema>;
export type QuestionCheck = z.infer<typeof questionCheckSchema>;
export type Check = z.infer<typeof checkSchema>;

/** All that is written must hold, of each list one entry. Without any of them it is looked at in every incident. */
const whenSchema = z.strictObject({
  /** The suspect is one of these, stands in one of these domains, is of one of these kinds. */
  nodes: z.array(idSchema).min(1).optional(),
  domains: z.array(idSchema).min(1).optional(),
  kinds: z
    .array(z.enum(['service', 'middleware', 'external']))
    .min(1)
    .optional(),
  /** One of these has alarmed, or is the stage whose orders are lost. */
  metrics: z.array(idSchema).min(1).optional(),
  /** How the suspect shows: slow, or failing. `loss`: orders are lost, whoever is suspected. */
  symptom: z.enum(['latency', 'failures', 'loss']).optional(),
});

export const runbookSchema = z.strictObject({
  name: localTextSchema,
  when: whenSchema.default({}),
  checks: z.array(checkSchema).min(1).max(20),
});
export type Runbook = z.infer<typeof runbookSchema>;
export const runbooksMax = 50;

/** Looked at once somebody is suspected; others at once when the incident opens. */
export function needsSuspect({ when, checks }: Runbook): boolean {
  const { nodes, domains, kinds, symptom } = when;
  return (
    (nodes ?? domains ?? kinds) !== undefined || symptom === 'latency' || symptom === 'failures' || checks.some(namesSuspect)
  );
}

export function namesSuspect(check: Check): boolean {
  if (check.kind === 'query') return Object.values(check.slice).includes(suspectWord);
  return check.kind === 'fetch' && `${check.url ?? ''}${check.path ?? ''}`.includes(suspectWord);
}
