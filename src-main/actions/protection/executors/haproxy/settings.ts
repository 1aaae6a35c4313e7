import { z } from 'zod';

/** Words of HAProxy's command line: a blank, `;`, `\` or a line end would begin another command. */
const wordSchema = z.string().regex(/^[A-Za-z0-9_.:/#@-]{1,256}$/, 'a name of the HAProxy configuration, without blanks or ;');

const addressSchema = z
  .string()
  .regex(
    /^(unix:\/[^\s;]+|[A-Za-z0-9_.-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5})$/,
    '"unix:/run/haproxy.sock" or "host:port" of its stats socket',
  );

/**
 * What of an HAProxy is switched. `serverState`: ready, drain or maint. `serverWeight`: 0–256. `serverMaxconn`, `frontendMaxconn`:
 * connections at once. `sessionRate`, `connectionRate`: per second, the whole process; 0 is no limit. `map`: the value of one key,
 * null where the key is absent; configurations read it as a kill switch.
 */
export const haproxySettingsSchema = z.strictObject({
  kind: z.literal('haproxy'),
  /** By the name that people know each instance by. */
  instances: z.record(z.string().min(1).max(64), addressSchema),
  set: z.discriminatedUnion('what', [
    z.strictObject({ what: z.enum(['serverState', 'serverWeight', 'serverMaxconn']), backend: wordSchema, server: wordSchema }),
    z.strictObject({ what: z.literal('frontendMaxconn'), frontend: wordSchema }),
    z.strictObject({ what: z.enum(['sessionRate', 'connectionRate']) }),
    z.strictObject({ what: z.literal('map'), map: wordSchema, key: wordSchema }),
  ]),
});
export type HaproxySettings = z.infer<typeof haproxySettingsSchema>;
