import { z } from 'zod';
import type { EvidencePin } from '../../../contract/coreLink';
import { directions, seriesKinds, signalShapes, type Alarm, type Judgement } from '../../../contract/detection';
import type { CheckAnswer } from '../../../contract/diagnosis';
import { grades, type Incident, type IncidentContext, type IncidentStep, type Maintenance } from '../../../contract/incidents';
import { graphLookSchema } from '../../../contract/graphQuery';
import { localTextSchema, sliceSchema, trafficSchema } from '../../../contract/words';

/** Records as the journal has them; the shapes are those of the contract. */

const number = z.number();
const maybe = z.number().nullable();

const answerSchema: z.ZodType<CheckAnswer> = z.object({
  ...{ runbookId: z.string(), checkId: z.string(), answerId: z.string(), note: z.string(), by: z.string() },
  at: number,
});

export const alarmSchema: z.ZodType<Alarm> = z.object({
  id: z.string().min(1),
  seriesKey: z.string(),
  metricId: z.string(),
  slice: sliceSchema,
  traffic: trafficSchema,
  backendId: z.string(),
  stage: maybe,
  phase: z.enum(['active', 'recovering', 'ended']),
  flapping: z.boolean(),
  ...{ startedAt: number, raisedAt: number, updatedAt: number, endedAt: maybe },
  kind: z.enum(seriesKinds),
  direction: z.enum(directions),
  shape: z.enum(signalShapes),
  ...{ score: number, peakScore: number, signals: number },
  ...{ value: maybe, expected: maybe, low: maybe, high: maybe },
  loss: z.object({ perMinute: number, soFar: number, share: number }).nullable(),
  forecast: z.object({ limit: number, crossesAt: number }).nullable(),
});

const stepSchema: z.ZodType<IncidentStep> = z.object({
  at: number,
  kind: z.enum([
    ...(['opened', 'graded', 'grew', 'acknowledged', 'unacknowledged', 'snoozed', 'woke', 'recovering', 'relapsed'] as const),
    ...([
      'resolved',
      'reopened',
      'judgedFalse',
      'judgedTrue',
      'notified',
      'notNotified',
      'merged',
      'pinned',
      'unpinned',
      'protected',
      'unprotected',
      'diagnosed',
      'answered',
    ] as const),
  ]),
  by: z.string().nullable(),
  note: z.string().nullable(),
});

const contextSchema: z.ZodType<IncidentContext> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['holiday', 'promotion']), name: localTextSchema }),
  z.object({ kind: z.enum(['drill', 'stress']), name: localTextSchema }),
  z.object({ kind: z.literal('change'), name: localTextSchema, at: number }),
]);

const pinSchema: z.ZodType<EvidencePin> = graphLookSchema.extend({
  id: z.string().min(1),
  name: localTextSchema,
  by: z.string(),
  pinnedAt: number,
});

export const incidentSchema: z.ZodType<Incident> = z.object({
  id: z.string().min(1),
  phase: z.enum(['open', 'recovering', 'resolved']),
  ...{ grade: z.enum(grades), gradeWorst: z.enum(grades) },
  headline: localTextSchema,
  common: z.object({ slice: sliceSchema, nodes: z.array(z.string()) }),
  traffic: trafficSchema,
  ...{ startedAt: number, raisedAt: number, updatedAt: number, resolvedAt: maybe },
  alarmIds: z.array(z.string()),
  ...{ alarmCount: number, activeCount: number, signalCount: number },
  cost: z.object({ metricId: z.string(), since: number, perMinute: number, soFar: number, share: number }).nullable(),
  lead: z.object({ metricId: z.string(), slice: sliceSchema, direction: z.enum(directions) }),
  flapping: z.boolean(),
  forecastAt: maybe,
  acknowledged: z.object({ by: z.string(), at: number }).nullable(),
  snoozed: z.object({ by: z.string(), until: number }).nullable(),
  verdict: z.object({ false: z.boolean(), by: z.string(), at: number, note: z.string() }).nullable(),
  context: z.array(contextSchema),
  // Journals from before pins have none.
  pins: z.array(pinSchema).default([]),
  // Nor answers.
  answers: z.array(answerSchema).default([]),
  steps: z.array(stepSchema),
});

export const judgementSchema: z.ZodType<Judgement> = z.object({
  seriesKey: z.string(),
  direction: z.enum(directions),
  peakScore: number,
  verdict: z.enum(['true', 'false']),
  at: number,
});

export const maintenanceSchema: z.ZodType<Maintenance> = z.object({
  id: z.string().min(1),
  name: localTextSchema,
  ...{ startsAt: number, endsAt: number },
  slice: sliceSchema,
  nodes: z.array(z.string()),
  createdBy: z.string(),
  fromFile: z.boolean(),
});
