import { z } from 'zod';
import {
  evidenceKinds,
  suspectKinds,
  type CheckResult,
  type CheckRun,
  type Diagnosis,
  type DimensionFinding,
  type RuledOut,
  type Suspect,
  type SuspectChange,
  type SuspectEvidence,
} from '../../../contract/diagnosis';
import { localTextSchema, sliceSchema } from '../../../contract/words';

/** Records as the journal has them; the shapes are those of the contract. */

const number = z.number();
const maybe = z.number().nullable();
const text = z.string();

const evidenceSchema: z.ZodType<SuspectEvidence> = z.object({
  why: z.enum(evidenceKinds),
  of: text,
  series: z.enum(['latency', 'failures', 'requests', 'saturation', 'change']),
  ...{ usual: maybe, now: maybe, since: maybe, weight: number },
  lines: z.array(z.object({ metricId: text, slice: sliceSchema, side: z.enum(['node', 'caller', 'callee']) })),
  ...{ from: number, to: number },
});

const changeSchema: z.ZodType<SuspectChange> = z.object({
  eventId: text,
  kind: z.enum(['alarm', 'change', 'action', 'release', 'drill', 'stress', 'promotion']),
  title: localTextSchema,
  ...{ at: number, fits: number },
  scope: z.enum(['suspect', 'path', 'slice', 'everywhere']),
});

const explainsSchema = z.object({ share: number, perMinute: maybe });

const suspectSchema: z.ZodType<Suspect> = z.object({
  id: text.min(1),
  kind: z.enum(suspectKinds),
  target: text,
  name: localTextSchema,
  confidence: number,
  explains: explainsSchema,
  since: maybe,
  path: z.array(text),
  evidence: z.array(evidenceSchema),
  changes: z.array(changeSchema),
});

const ruledOutSchema: z.ZodType<RuledOut> = z.object({
  target: text,
  name: localTextSchema,
  why: z.enum(['waits', 'within', 'later', 'idle']),
  because: text.nullable(),
  series: z.enum(['latency', 'failures', 'saturation']),
  ...{ usual: maybe, now: maybe },
});

const dimensionSchema: z.ZodType<DimensionFinding> = z.object({
  metricId: text,
  measure: z.enum(['orders', 'ratio']),
  ofMetricId: text.nullable(),
  by: z.array(text),
  ...{ from: number, to: number },
  comparedWith: z.enum(['days', 'before']),
  ...{ actual: number, expected: number },
  parts: z.array(z.object({ slice: sliceSchema, explained: number, expected: number, confidence: number })),
  ...{ everywhere: number, mix: number, residual: number },
  rivals: z.array(sliceSchema),
  mixShift: z
    .object({
      kind: z.enum(['against', 'mostly']),
      movers: z.array(z.object({ slice: sliceSchema, usualShare: number, share: number, mix: number })),
    })
    .nullable(),
  ...{ leaves: number, leavesLeftOut: number },
});

export const diagnosisSchema: z.ZodType<Diagnosis> = z.object({
  incidentId: text.min(1),
  version: number,
  phase: z.enum(['looking', 'told', 'failed']),
  reason: text.nullable(),
  ...{ firstAt: maybe, at: number, from: number, to: number },
  verdict: z.enum(['fault', 'demand', 'unexplained']),
  demand: maybe,
  symptom: z.object({ node: text.nullable(), kind: z.enum(['latency', 'failures']) }),
  suspects: z.array(suspectSchema),
  residual: explainsSchema,
  ruledOut: z.array(ruledOutSchema),
  dimensions: z.array(dimensionSchema),
  tookMs: number,
});

const checkSchema: z.ZodType<CheckResult> = z.object({
  id: text.min(1),
  kind: z.enum(['query', 'fetch', 'question']),
  name: localTextSchema,
  state: z.enum(['due', 'running', 'waiting', 'good', 'bad', 'unknown', 'skipped']),
  said: localTextSchema.nullable(),
  ...{ value: maybe, unit: text, at: maybe, by: text.nullable() },
  line: z.object({ metricId: text, slice: sliceSchema, from: number, to: number }).nullable(),
  answers: z.array(z.object({ id: text, name: localTextSchema, means: z.enum(['good', 'bad', 'unknown']) })),
});

export const checkRunSchema: z.ZodType<CheckRun> = z.object({
  incidentId: text.min(1),
  runbookId: text.min(1),
  name: localTextSchema,
  node: text.nullable(),
  phase: z.enum(['running', 'waiting', 'concluded', 'done']),
  ...{ startedAt: number, endedAt: maybe },
  conclusion: localTextSchema.nullable(),
  checks: z.array(checkSchema),
});
