import { z } from 'zod';
import { switchValueSchema } from '../../contract/protectionSettings';
import { executionPhases, writeStates } from '../../contract/protection';

/** What a test tells the console that it is going to kill, and what that says back. */
export const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('run'),
    then: z.enum(['revert', 'release', 'reapply']),
    /** Ends itself when it comes there for the nth time. */
    killAt: z.strictObject({ point: z.string(), times: z.int().min(1) }).nullable(),
  }),
  z.strictObject({ do: z.literal('goOn') }),
  z.strictObject({
    do: z.literal('settle'),
    executionId: z.string(),
    as: z.enum(['continue', 'revert', 'leave']),
  }),
]);
export type CrashOrder = z.infer<typeof orderSchema>;

const executionSchema = z.object({
  id: z.string(),
  phase: z.enum(executionPhases),
  writes: z.array(
    z.object({
      switchId: z.string(),
      instance: z.string(),
      present: switchValueSchema,
      wanted: switchValueSchema,
      state: z.enum(writeStates),
      now: switchValueSchema.optional(),
    }),
  ),
});
export type CrashedExecution = z.infer<typeof executionSchema>;

export const saidSchema = z.discriminatedUnion('is', [
  z.object({
    /** `recovered`: started, and what was under way was read. `settled`, `over`: what was ordered is done. */
    is: z.enum(['recovered', 'pressed', 'inForce', 'settled', 'over']),
    executions: z.array(executionSchema),
    /** `switch instance` → what is wanted there. */
    wanted: z.record(z.string(), switchValueSchema),
    /** The lamps as windows see them, by switch, after its instances were asked. */
    lamps: z.record(
      z.string(),
      z.object({
        wanted: z.boolean(),
        written: z.enum(['unread', 'agrees', 'drift', 'unreachable']),
        instances: z.array(z.object({ instance: z.string(), value: switchValueSchema })),
      }),
    ),
  }),
  z.object({ is: z.literal('failed'), why: z.string() }),
]);
export type CrashSaid = z.infer<typeof saidSchema>;
export type CrashState = Extract<CrashSaid, { executions: unknown }>;
