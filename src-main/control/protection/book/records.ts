import { z } from 'zod';
import { executionPhases, type Effect, type EndCause, type GuardReading, type PlanSheet } from '../../../../contract/protection';
import {
  switchValueSchema,
  type PlanSettings,
  type SwitchSettings,
  type TargetSettings,
} from '../../../../contract/protectionSettings';
import type { LocalText } from '../../../../contract/words';

/**
 * What service protection writes into the audit, which is its journal too: executions are folded from these records at start
 * (decision 0017). `at`: room ms, null before the room has a clock; `wall`: this console's clock, ms. `by`: a name, or `console`.
 */
const said = {
  v: z.literal(1),
  at: z.number().nullable(),
  wall: z.number(),
  by: z.string(),
  personId: z.string().nullable(),
  windowId: z.string().nullable(),
};
const its = { ...said, executionId: z.string() };
const commandId = z.string().nullable();

/** What only this console wrote, and the hash chain kept as it was: its shape is that of the record's version. */
const kept = <Shape>() => z.custom<Shape>((value) => typeof value === 'object' && value !== null);

/** All that a switch needs to be read and taken back when the workspace file no longer has it. It holds no secret. */
export interface KeptSwitch {
  readonly name: LocalText;
  /** Node, or link. */
  readonly on: string;
  readonly targetId: string;
  readonly target: TargetSettings;
  readonly set: SwitchSettings['set'];
  readonly range: SwitchSettings['range'];
}

const endCauses = [
  'person',
  'noRecovery',
  'harm',
  'stepFailed',
  'expired',
  'relapse',
  'fall',
  'targetExpired',
] as const satisfies readonly EndCause[];

export const directions = ['forward', 'continue', 'back', 'release', 'reapply'] as const;
export type Direction = (typeof directions)[number];
export const outcomes = ['answered', 'refused', 'unreachable', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

const place = { stepId: z.string(), switchId: z.string(), instance: z.string() };
const sendingWriteSchema = z.strictObject({
  ...place,
  /** Empty: nothing is sent, because it is there already or because another plan lies on top. */
  request: z.string(),
  present: switchValueSchema,
  wanted: switchValueSchema,
  /** What this execution wants there from now on; null: nothing any more. */
  layer: z.strictObject({ value: switchValueSchema }).nullable(),
  expires: z.boolean(),
});
export type SendingWrite = z.infer<typeof sendingWriteSchema>;

const answerSchema = z.strictObject({ ...place, outcome: z.enum(outcomes), says: z.string() });
export type Answer = z.infer<typeof answerSchema>;

const readBackSchema = z.strictObject({
  ...place,
  /** Left out where it could not be read. */
  value: switchValueSchema.optional(),
  /** Why it could not be read, or why nothing was sent there. */
  failure: z.string().nullable(),
});
export type ReadBack = z.infer<typeof readBackSchema>;

export const auditRecordSchema = z.discriminatedUnion('kind', [
  /** The whole sheet as it was read: whoever recovers needs nothing else. */
  z.strictObject({
    ...its,
    kind: z.literal('asked'),
    commandId: z.string(),
    sheet: kept<PlanSheet>(),
    plan: kept<PlanSettings>(),
    switches: kept<Readonly<Record<string, KeptSwitch>>>(),
  }),
  z.strictObject({
    ...its,
    kind: z.literal('sending'),
    sendId: z.string(),
    direction: z.enum(directions),
    /** Of a release: what is released after it. */
    share: z.number().nullable(),
    writes: z.array(sendingWriteSchema),
  }),
  z.strictObject({ ...its, kind: z.literal('answered'), sendId: z.string(), answers: z.array(answerSchema) }),
  /** `afterFall`: read by a console that had not sent it. */
  z.strictObject({
    ...its,
    kind: z.literal('readBack'),
    sendId: z.string(),
    afterFall: z.boolean(),
    read: z.array(readBackSchema),
  }),
  z.strictObject({
    ...its,
    kind: z.literal('step'),
    stepId: z.string(),
    state: z.enum(['running', 'waiting', 'done', 'failed', 'skipped']),
    why: z.string().nullable(),
  }),
  z.strictObject({ ...its, kind: z.literal('guard'), stepId: z.string(), readings: kept<readonly GuardReading[]>() }),
  z.strictObject({
    ...its,
    kind: z.literal('phase'),
    phase: z.enum(executionPhases),
    cause: z.enum(endCauses).nullable(),
    why: z.string().nullable(),
    /** With the phase in which a lease begins. */
    leaseMs: z.number().nullable(),
    tookMs: z.number().nullable(),
  }),
  z.strictObject({ ...its, kind: z.literal('renewed'), leaseMs: z.number() }),
  z.strictObject({ ...its, kind: z.literal('effect'), effect: kept<Effect>() }),
  z.strictObject({ ...said, kind: z.literal('approved'), planId: z.string(), digest: z.string(), runner: z.string() }),
  z.strictObject({ ...said, kind: z.literal('brokeGlass'), planId: z.string(), digest: z.string(), reason: z.string() }),
  /** What somebody asked of an execution or a switch, once. */
  z.strictObject({ ...said, kind: z.literal('command'), commandId: z.string(), what: z.string(), of: z.string() }),
  z.strictObject({ ...said, kind: z.literal('refusedAttempt'), commandId, what: z.string(), of: z.string(), why: z.string() }),
  /** Taken back within the undo window; nothing was sent. */
  z.strictObject({ ...said, kind: z.literal('undone'), commandId, planId: z.string(), why: z.string() }),
]);
export type AuditRecord = z.infer<typeof auditRecordSchema>;
export type RecordKind = AuditRecord['kind'];
export type RecordOf<Kind extends RecordKind> = Extract<AuditRecord, { kind: Kind }>;

type WithoutSaid<Entry> = Entry extends unknown ? Omit<Entry, 'v' | 'at' | 'wall' | 'by' | 'personId' | 'windowId'> : never;
/** A record without who said it and when. */
export type Draft = WithoutSaid<AuditRecord>;
/** Of an execution that was asked before. */
export type FurtherRecord = Exclude<Extract<AuditRecord, { executionId: string }>, { kind: 'asked' }>;
