import { z } from 'zod';
import { backendSchema, durationSchema, hasSamples, type BackendKind } from './backendSettings';
import {
  planSchema,
  plansMax,
  protectionSchema,
  switchesMax,
  switchSchema,
  targetSchema,
  targetsMax,
  type PlanSettings,
  type SwitchSettings,
  type TargetSettings,
} from './protectionSettings';
import { refuseProtection } from './refuseProtection';
import { refuseRunbooks } from './refuseRunbooks';
import { runbookSchema, runbooksMax, type Runbook } from './runbooks';
import { idSchema, limitSchema, localTextSchema, sliceSchema, trafficSchema } from './words';

/** The workspace file, version 1: one YAML file that describes a war room. Durations are written as `10s`, `5m`, `2h`. */

const timeOfDayText = 'a time of day such as "12:18"';
const timeOfDaySchema = z.string(timeOfDayText).regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeOfDayText);
const dateSchema = z.iso.date('a date such as 2026-10-01');
const timeZoneSchema = z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai');

const peakSchema = z.strictObject({
  id: idSchema,
  name: localTextSchema,
  from: timeOfDaySchema,
  top: timeOfDaySchema,
  to: timeOfDaySchema,
});

const metricSchema = z.strictObject({
  name: localTextSchema,
  /** Printed after the number; orders per second are `/s`. */
  unit: z.string().max(16).default('/s'),
  /** How buckets join when the step widens: rates and gauges by mean, counts by sum. */
  join: z.enum(['mean', 'sum']).default('mean'),
  step: durationSchema.default(10_000),
  traffic: trafficSchema.default('real'),
  /**
   * What it is measured on: the business as a whole (cut by dimensions), each node of the core link, or each call between two.
   * Of a node, `$slice` holds the label of `coreLink.labels.node`; of a link, those of `from` and `to`.
   */
  of: z.enum(['business', 'node', 'link']).default('business'),
  /** Which departure is trouble; when left out, more of it for nodes and links, and less of it for the business. */
  bad: z.enum(['below', 'above', 'both']).optional(),
  /** What must not be crossed; a forecast that meets it within the hour is a warning. `80%` is a share of what is expected. */
  limit: z.strictObject({ below: limitSchema.optional(), above: limitSchema.optional() }).optional(),
  /** Watched by detection; everything is, unless it says no. */
  watch: z.boolean().default(true),
  /** Which backend answers; the workspace's `source` when left out. */
  backend: idSchema.optional(),
  /**
   * One query per kind of backend, so that changing `source` is a change of one line. Demo City: the metric's name.
   * Prometheus: PromQL in which `$slice` becomes extra label matchers (each with a leading comma), `$window`
   * the step, and `$by` nothing for the total and `_by_city` for a slice of the city, where cuts are metrics of their own;
   * `$group` is ` by (city)` in a question that cuts by city, for queries that cannot be grouped without being told where.
   * VictoriaMetrics: the same, the Prometheus query when left out. Push feed: the name of the pushed metric.
   */
  query: z.strictObject({
    demoCity: z.string().min(1).optional(),
    prometheus: z.string().min(1).optional(),
    victoriaMetrics: z.string().min(1).optional(),
    pushFeed: z.string().min(1).optional(),
  }),
});

const funnelStageSchema = z.strictObject({
  metric: idSchema,
  /** English word beside the Chinese name, and the other way round, come from the metric. How long orders take from the stage before. */
  lag: durationSchema.default(0),
  /** Where on the core link it happens; when left out, the node of `coreLink.path` with a word of the metric's id in its own, or the one in between. */
  node: idSchema.optional(),
});

const dimensionSchema = z.strictObject({
  name: localTextSchema,
  /** The Prometheus label; the dimension's id when left out. */
  label: z.string().min(1).optional(),
  values: z.record(z.string().min(1), localTextSchema).optional(),
});

const measuresSchema = z.strictObject({
  requests: idSchema.optional(),
  failures: idSchema.optional(),
  latencyP50: idSchema.optional(),
  latencyP99: idSchema.optional(),
});

const coreLinkSchema = z.strictObject({
  domains: z.record(idSchema, z.strictObject({ name: localTextSchema })),
  /** The path an order takes, node ids in order. */
  path: z.array(idSchema).default([]),
  nodes: z.record(
    idSchema,
    z.strictObject({ name: localTextSchema, domain: idSchema, kind: z.enum(['service', 'middleware', 'external']) }),
  ),
  edges: z.array(z.strictObject({ from: idSchema, to: idSchema })).default([]),
  /** Labels by which a PromQL backend names a node and the two ends of a call. */
  labels: z
    .strictObject({
      node: z.string().min(1).default('service'),
      from: z.string().min(1).default('client'),
      to: z.string().min(1).default('server'),
      /** Where an IDC and an instance are told apart; without them the graph has no IDC lanes and no instances. */
      idc: z.string().min(1).optional(),
      instance: z.string().min(1).optional(),
    })
    .default({ node: 'service', from: 'client', to: 'server' }),
  /**
   * Which metrics a health score is judged by: of each node, and of each call as its caller and as its callee see it. Requests
   * and failures per second; latency in `ms` or `s`, as the metric's unit says; saturation as a share 0–1.
   */
  measures: z
    .strictObject({
      node: measuresSchema.extend({ saturation: idSchema.optional() }).default({}),
      caller: measuresSchema.default({}),
      callee: measuresSchema.default({}),
    })
    .default({ node: {}, caller: {}, callee: {} }),
  /** Failed calls by kind: a link metric in failures per second, and the label that holds the kind. */
  failureKinds: z.strictObject({ metric: idSchema, label: z.string().min(1) }).optional(),
  /** Backends that tell who calls whom by themselves (Jaeger, SkyWalking, Demo City); all of these kinds when left out. */
  sources: z.array(idSchema).optional(),
  /** Fewer calls than this within the judged span are no ground for a score. */
  callsMin: z.number().int().min(1).max(10_000).default(20),
});
export type CoreLinkSettings = z.infer<typeof coreLinkSchema>;
/** Which side of the graph a measure belongs to. */
export type MeasureSide = keyof CoreLinkSettings['measures'];

/** Somebody outside the room, told of incidents of these grades. The address is public; what proves us is a secret. */
const notifyChannelSchema = z.strictObject({
  kind: z.enum(['webhook', 'feishu', 'dingtalk', 'wecom']),
  name: localTextSchema,
  /** For WeCom without its `key`, for DingTalk without its `access_token`, for Feishu without the last part: those are secrets. */
  url: z.url({ protocol: /^https?$/ }),
  grades: z
    .array(z.enum(['P0', 'P1', 'P2', 'P3']))
    .min(1)
    .default(['P0', 'P1']),
  /** Also told that it was resolved. */
  resolved: z.boolean().default(true),
  language: z.enum(['zh', 'en']).default('zh'),
  /** Feishu and DingTalk bots that are guarded by a keyword or by addresses want no signature. A webhook is always signed, WeCom never. */
  signed: z.boolean().default(true),
});
export type NotifyChannelSettings = z.infer<typeof notifyChannelSchema>;

/**
 * A series of a PromQL backend whose change is an event: `build_info{version}` of which another version appears, or a configuration's
 * generation that counts up.
 */
const changeQuerySchema = z.strictObject({
  backend: idSchema,
  query: z.string().min(1).max(2_000),
  /** The label whose new value is the change; the sample's own value when left out. */
  label: z.string().min(1).max(128).optional(),
  /** The label that says what was changed, a node of the core link at best. */
  target: z.string().min(1).max(128).optional(),
  kind: z.enum(['release', 'change', 'action', 'drill', 'stress', 'promotion']).default('release'),
  /** What was done, between the target and the value: "released" when left out. */
  name: localTextSchema.optional(),
});
export type ChangeQuery = z.infer<typeof changeQuerySchema>;

const maintenanceSchema = z.strictObject({
  name: localTextSchema,
  date: dateSchema,
  from: timeOfDaySchema,
  to: timeOfDaySchema,
  slice: sliceSchema.default({}),
  nodes: z.array(idSchema).default([]),
});

export const workspaceSchema = z
  .strictObject({
    version: z.literal(1, 'version: 1 (this console reads workspace format 1)'),
    name: localTextSchema,
    timeZone: timeZoneSchema,
    peaks: z.array(peakSchema).default([]),
    calendar: z
      .strictObject({
        holidays: z.array(z.strictObject({ date: dateSchema, name: localTextSchema })).default([]),
        promotions: z
          .array(z.strictObject({ date: dateSchema, from: timeOfDaySchema, to: timeOfDaySchema, name: localTextSchema }))
          .default([]),
        maintenance: z.array(maintenanceSchema).default([]),
      })
      .default({ holidays: [], promotions: [], maintenance: [] }),
    backends: z.record(idSchema, backendSchema),
    /** The backend that metrics read from unless they name their own. */
    source: idSchema,
    dimensions: z.record(idSchema, dimensionSchema).default({}),
    metrics: z.record(idSchema, metricSchema),
    funnel: z.array(funnelStageSchema).min(1),
    /** The metric of the large curve; the first funnel stage when left out. */
    headline: idSchema.optional(),
    coreLink: coreLinkSchema.optional(),
    /** Dimensions by whose values the funnel is watched too; all that list their values when left out. */
    watch: z.strictObject({ dimensions: z.array(idSchema).optional() }).default({}),
    notify: z.record(idSchema, notifyChannelSchema).default({}),
    /** What else tells of releases and changes, beside the backends that tell of events by themselves. */
    changes: z.record(idSchema, changeQuerySchema).default({}),
    /** 排查流程: what is checked by itself when an incident opens. */
    runbooks: z
      .record(idSchema, runbookSchema)
      .refine((all) => Object.keys(all).length <= runbooksMax, `at most ${runbooksMax} runbooks`)
      .default({}),
    /** Systems that can be told to do something. */
    targets: atMost(targetSchema, targetsMax, 'targets'),
    /** 开关: what can be set there, each with an owner, a safe range and what it costs. */
    switches: atMost(switchSchema, switchesMax, 'switches'),
    /** 预案: what is set in which order when it is needed. */
    plans: atMost(planSchema, plansMax, 'plans'),
    protection: protectionSchema,
  })
  .superRefine(refuseDanglingReferences);

function atMost<Entry extends z.ZodType>(entry: Entry, most: number, what: string) {
  return z
    .record(idSchema, entry)
    .refine((all) => Object.keys(all).length <= most, `at most ${most} ${what}`)
    .default({});
}

export type Workspace = z.infer<typeof workspaceSchema>;

export type MetricQueries = Workspace['metrics'][string]['query'];

/** What a kind of backend is asked for a metric; undefined where the workspace does not say, or the kind has no samples. */
export function queryFor(kind: BackendKind, queries: MetricQueries): string | undefined {
  if (!hasSamples(kind)) return undefined;
  if (kind === 'victoriaMetrics') return queries.victoriaMetrics ?? queries.prometheus;
  return queries[kind];
}

/** A metric's backend: its own, or the workspace's source. */
export function backendIdOf(workspace: Workspace, metricId: string): string {
  return workspace.metrics[metricId]?.backend ?? workspace.source;
}

function refuseDanglingReferences(workspace: WorkspaceShape, context: z.RefinementCtx): void {
  const dangling = (path: (string | number)[], name: string, known: object, what: string): void => {
    // Not `in`: an id such as "constructor" is on every object's prototype.
    if (Object.hasOwn(known, name)) return;
    const choices = Object.keys(known).join(', ') || 'none yet';
    context.addIssue({ code: 'custom', path, message: `one of the ${what} in this file (${choices}), not "${name}"` });
  };
  dangling(['source'], workspace.source, workspace.backends, 'backends');
  if (workspace.headline !== undefined) dangling(['headline'], workspace.headline, workspace.metrics, 'metrics');
  workspace.funnel.forEach((stage, i) => dangling(['funnel', i, 'metric'], stage.metric, workspace.metrics, 'metrics'));
  workspace.funnel.forEach(({ node }, i) => {
    if (node !== undefined) dangling(['funnel', i, 'node'], node, workspace.coreLink?.nodes ?? {}, 'nodes');
  });
  workspace.calendar.maintenance.forEach(({ slice, nodes }, i) => {
    const at = ['calendar', 'maintenance', i];
    for (const dimension of Object.keys(slice))
      dangling([...at, 'slice', dimension], dimension, workspace.dimensions, 'dimensions');
    nodes.forEach((node, n) => dangling([...at, 'nodes', n], node, workspace.coreLink?.nodes ?? {}, 'nodes'));
  });
  for (const [metricId, metric] of Object.entries(workspace.metrics)) {
    if (metric.backend !== undefined) dangling(['metrics', metricId, 'backend'], metric.backend, workspace.backends, 'backends');
    const kind = workspace.backends[metric.backend ?? workspace.source]?.kind;
    if (kind !== undefined && queryFor(kind, metric.query) === undefined)
      context.addIssue({
        code: 'custom',
        path: ['metrics', metricId, 'query'],
        message:
          kind === 'alertmanager'
            ? 'another backend: an Alertmanager has alerts, not samples'
            : hasSamples(kind)
              ? `a query for ${kind}, because this metric is read from a ${kind} backend`
              : kind === 'webhook'
                ? 'another backend: a webhook is told of changes, not of samples'
                : `another backend: a ${kind} tells who calls whom, not samples`,
      });
  }
  for (const [changeId, { backend }] of Object.entries(workspace.changes)) {
    const path = ['changes', changeId, 'backend'];
    dangling(path, backend, workspace.backends, 'backends');
    const kind = workspace.backends[backend]?.kind;
    if (kind !== undefined && kind !== 'prometheus' && kind !== 'victoriaMetrics')
      context.addIssue({ code: 'custom', path, message: `a prometheus or victoriaMetrics backend; "${backend}" is a ${kind}` });
  }
  const link = workspace.coreLink;
  refuseRunbooks(
    workspace.runbooks,
    { ...workspace, coreLink: link },
    { dangling, refuse: (path, message) => context.addIssue({ code: 'custom', path, message }) },
  );
  refuseProtection(workspace, {
    dangling,
    refuse: (path, message) => context.addIssue({ code: 'custom', path, message }),
  });
  if (link === undefined) return;
  for (const [nodeId, node] of Object.entries(link.nodes))
    dangling(['coreLink', 'nodes', nodeId, 'domain'], node.domain, link.domains, 'domains');
  link.path.forEach((nodeId, i) => dangling(['coreLink', 'path', i], nodeId, link.nodes, 'nodes'));
  for (const [side, measures] of Object.entries(link.measures))
    for (const [measure, metricId] of Object.entries(measures)) {
      if (metricId === undefined) continue;
      const at = ['coreLink', 'measures', side, measure];
      dangling(at, metricId, workspace.metrics, 'metrics');
      const of = workspace.metrics[metricId]?.of;
      const wanted = side === 'node' ? 'node' : 'link';
      if (of !== undefined && of !== wanted)
        context.addIssue({ code: 'custom', path: at, message: `a metric with "of: ${wanted}"; "${metricId}" is of: ${of}` });
    }
  if (link.failureKinds !== undefined)
    dangling(['coreLink', 'failureKinds', 'metric'], link.failureKinds.metric, workspace.metrics, 'metrics');
  link.sources?.forEach((backendId, i) => dangling(['coreLink', 'sources', i], backendId, workspace.backends, 'backends'));
  link.edges.forEach((edge, i) => {
    dangling(['coreLink', 'edges', i, 'from'], edge.from, link.nodes, 'nodes');
    dangling(['coreLink', 'edges', i, 'to'], edge.to, link.nodes, 'nodes');
  });
}

interface WorkspaceShape {
  source: string;
  headline?: string | undefined;
  calendar: { maintenance: { slice: object; nodes: string[] }[] };
  dimensions: object;
  backends: Record<string, { kind: BackendKind }>;
  metrics: Record<string, { backend?: string | undefined; query: MetricQueries; of: string }>;
  funnel: { metric: string; node?: string | undefined }[];
  changes: Record<string, { backend: string }>;
  runbooks: Record<string, Runbook>;
  targets: Record<string, TargetSettings>;
  switches: Record<string, SwitchSettings>;
  plans: Record<string, PlanSettings>;
  coreLink?:
    | {
        domains: object;
        nodes: Record<string, { domain: string }>;
        path: string[];
        edges: { from: string; to: string }[];
        measures: Record<MeasureSide, Record<string, string | undefined>>;
        failureKinds?: { metric: string } | undefined;
        sources?: string[] | undefined;
      }
    | undefined;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
