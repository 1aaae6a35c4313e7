import { z } from 'zod';

/** Alertmanager's API v2 as far as we read it; what newer servers add is ignored. Times come out as epoch ms. */
const timeSchema = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((at) => !Number.isNaN(at), 'a time such as 2026-10-01T12:00:00Z');

export const alertSchema = z.object({
  fingerprint: z.string().min(1).max(128),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).default({}),
  startsAt: timeSchema,
  endsAt: timeSchema,
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string()),
  }),
});
export const alertsSchema = z.array(alertSchema);
export type Alert = z.infer<typeof alertSchema>;

const matcherSchema = z.object({
  name: z.string().min(1),
  value: z.string(),
  isRegex: z.boolean(),
  // Servers before 0.22 knew no negative matchers and do not say it.
  isEqual: z.boolean().default(true),
});

export const silenceSchema = z.object({
  id: z.string().min(1),
  status: z.object({ state: z.enum(['pending', 'active', 'expired']) }),
  matchers: z.array(matcherSchema),
  startsAt: timeSchema,
  endsAt: timeSchema,
  createdBy: z.string(),
  comment: z.string(),
});
export const silencesSchema = z.array(silenceSchema);
export type Silence = z.infer<typeof silenceSchema>;

export const silencePutSchema = z.object({ silenceID: z.string().min(1) });

export const statusSchema = z.object({
  /** Despite its name the moment at which the server started. */
  uptime: timeSchema,
  versionInfo: z.object({ version: z.string() }),
});
