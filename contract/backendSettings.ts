import { z } from 'zod';

/** How each kind of backend is reached. Part of the workspace file; the settings forms are drawn from these schemas. */

const durationUnitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const durationText = 'a duration such as 500ms, 10s, 5m, 2h or 1d';
/** Written `10s`, read as ms. */
export const durationSchema = z
  .string(durationText)
  .regex(/^\d+(ms|s|m|h|d)$/, durationText)
  .transform((text) => Number.parseInt(text, 10) * (durationUnitsMs[text.replace(/^\d+/, '')] ?? Number.NaN))
  .meta({ field: 'duration' });
const urlSchema = z
  .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
  .refine(
    (url) => !/^https?:\/\/[^/?#]*@/i.test(url),
    'an address without user or password in it: set access.auth and enter the password',
  )
  .meta({ field: 'url' });
const pathSchema = z.string().min(1).max(4_096).meta({ field: 'path' });
const headerNameSchema = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/, 'a header name such as X-Scope-OrgID');
const headerValueSchema = z.string().regex(/^[\t\u0020-\u007e]{0,4096}$/, 'a header value: printable ASCII on one line');

/**
 * How a server lets us in. No secret stands here: tokens, passwords, key passphrases and secret headers are asked of a
 * person, sealed by the system's key store or kept in memory, and named by `secretSlotsOf`.
 */
export const accessSchema = z.strictObject({
  auth: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('bearer') }),
      z.strictObject({ kind: z.literal('basic'), user: z.string().min(1).max(256) }),
    ])
    .optional(),
  /** PEM files; relative ones count from the workspace file. `sealed`: the key has a passphrase. */
  clientCertificate: z.strictObject({ certificate: pathSchema, key: pathSchema, sealed: z.boolean().default(false) }).optional(),
  /** A private authority, PEM; trusted for this backend only. */
  authority: pathSchema.optional(),
  headers: z.record(headerNameSchema, headerValueSchema).optional(),
  /** Headers whose values are secret. */
  secretHeaders: z.array(headerNameSchema).max(8).optional(),
  /** `http://host:port`; with a user when it asks for one. */
  proxy: z.strictObject({ url: urlSchema, user: z.string().min(1).max(256).optional() }).optional(),
});
export type Access = z.infer<typeof accessSchema>;

export const demoCityBackendSchema = z.strictObject({
  kind: z.literal('demoCity'),
  /** `embedded`: the console starts the city itself. */
  url: z.union([z.literal('embedded'), urlSchema]),
  poll: durationSchema.default(1_000),
});

const promQlBackend = {
  url: urlSchema,
  poll: durationSchema.default(5_000),
  /** How long after a bucket's end its samples may still arrive: scrape interval plus ingestion. */
  settle: durationSchema.default(2_000),
  access: accessSchema.optional(),
};
export const prometheusBackendSchema = z.strictObject({ kind: z.literal('prometheus'), ...promQlBackend });
export const victoriaMetricsBackendSchema = z.strictObject({ kind: z.literal('victoriaMetrics'), ...promQlBackend });

export const alertmanagerBackendSchema = z.strictObject({
  kind: z.literal('alertmanager'),
  url: urlSchema,
  poll: durationSchema.default(5_000),
  /** The label that carries the severity, and which of its values are grave. */
  severityLabel: z.string().min(1).max(128).default('severity'),
  access: accessSchema.optional(),
});

export const pushFeedBackendSchema = z.strictObject({
  kind: z.literal('pushFeed'),
  url: urlSchema,
  /** Engine.IO path on that server. */
  path: z.string().startsWith('/').max(256).default('/socket.io'),
  /** How often what arrived is taken over. */
  poll: durationSchema.default(1_000),
  access: accessSchema.optional(),
});

/** Who calls whom, as traces tell it; no samples. */
export const jaegerBackendSchema = z.strictObject({
  kind: z.literal('jaeger'),
  url: urlSchema,
  poll: durationSchema.default(10_000),
  /** How much of the past a graph is of. */
  lookback: durationSchema.default(3_600_000),
  access: accessSchema.optional(),
});

/** Who calls whom, as a SkyWalking OAP tells it; no samples. */
export const skywalkingBackendSchema = z.strictObject({
  kind: z.literal('skywalking'),
  url: urlSchema,
  poll: durationSchema.default(10_000),
  /** Only services of this layer, `GENERAL` or `MESH`; all of them when left out. */
  layer: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'a layer such as GENERAL or MESH')
    .optional(),
  /** How much of the past a graph is of. */
  lookback: durationSchema.default(1_800_000),
  access: accessSchema.optional(),
});

const listenText = 'an http:// address with a port to listen on, such as http://127.0.0.1:9471';
/** Listens for what others POST: releases, changes, drills. A shared secret is asked of a person; without it nobody is let in. */
export const webhookBackendSchema = z.strictObject({
  kind: z.literal('webhook'),
  url: z
    .url({ protocol: /^http$/, error: listenText })
    .refine((url) => /^http:\/\/[^/?#@]+:\d{1,5}\/?$/i.test(url), listenText)
    .meta({ field: 'url' }),
  /** How often what arrived is taken over. */
  poll: durationSchema.default(1_000),
  /** Deployments to another environment are not told; those to any when left out. */
  environment: z.string().min(1).max(128).optional(),
});

export const backendSchema = z.discriminatedUnion('kind', [
  demoCityBackendSchema,
  prometheusBackendSchema,
  victoriaMetricsBackendSchema,
  alertmanagerBackendSchema,
  pushFeedBackendSchema,
  jaegerBackendSchema,
  skywalkingBackendSchema,
  webhookBackendSchema,
]);
export type BackendSettings = z.infer<typeof backendSchema>;
export type BackendKind = BackendSettings['kind'];

/** Kinds that have no samples: alerts, events, or who calls whom. What they tell is asked for although no metric reads from them. */
export type KindWithoutSamples = 'alertmanager' | 'jaeger' | 'skywalking' | 'webhook';
export function hasSamples<Kind extends BackendKind>(kind: Kind): kind is Exclude<Kind, KindWithoutSamples> {
  return kind !== 'alertmanager' && kind !== 'jaeger' && kind !== 'skywalking' && kind !== 'webhook';
}

export type BackendSecret = 'token' | 'password' | 'keyPassphrase' | 'header' | 'proxyPassword';
/** `channelToken`: the part of a bot's address that lets us in; `signingSecret`: what a message is signed with. */
export type ChannelSecret = 'channelToken' | 'signingSecret';
/** `switchSecret`: what a request to a signed webhook is signed with. */
export type TargetSecret = 'password' | 'switchSecret';

/** One secret that the settings of a backend, of a notification channel or of a protection target call for. */
export interface SecretSlot {
  /**
   * Unique per console: bound to the server's origin and to the proxy on the way there, so that another workspace file cannot
   * have it sent elsewhere or past somebody who listens.
   */
  readonly id: string;
  /** Two of these three are null. */
  readonly backendId: string | null;
  readonly channelId: string | null;
  readonly targetId: string | null;
  readonly what: BackendSecret | ChannelSecret | TargetSecret;
  /** User, header, file, channel or target it belongs to; '' where there is only one. */
  readonly of: string;
  /** Where it is sent, scheme://host:port. */
  readonly origin: string;
}

export function secretSlotsOf(backendId: string, settings: BackendSettings): SecretSlot[] {
  if (settings.kind === 'webhook') {
    const [origin, what] = [originOf(settings.url), 'token'] as const;
    return [{ id: JSON.stringify([origin, what, 'webhook']), backendId, channelId: null, targetId: null, what, of: '', origin }];
  }
  if (!('access' in settings) || settings.access === undefined) return [];
  const { access, url } = settings;
  const slot = (what: SecretSlot['what'], of: string, sentTo: string): SecretSlot => {
    const origin = originOf(sentTo);
    const through = access.proxy === undefined || what === 'proxyPassword' ? [] : [originOf(access.proxy.url)];
    return { id: JSON.stringify([origin, what, of, ...through]), backendId, channelId: null, targetId: null, what, of, origin };
  };
  return [
    ...(access.auth?.kind === 'bearer' ? [slot('token', '', url)] : []),
    ...(access.auth?.kind === 'basic' ? [slot('password', access.auth.user, url)] : []),
    ...(access.clientCertificate?.sealed === true ? [slot('keyPassphrase', access.clientCertificate.key, url)] : []),
    ...(access.secretHeaders ?? []).map((name) => slot('header', name, url)),
    ...(access.proxy?.user === undefined ? [] : [slot('proxyPassword', access.proxy.user, access.proxy.url)]),
  ];
}

/** `new URL(url).origin` exists in windows and Node alike, but the contract stands on neither: http(s) only, already checked. */
export function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? url;
}
