import { z } from 'zod';
import { command, incidentIdSchema, knownPassphraseSchema, nothing, personNameSchema } from './command';
import { leaseMinutesMax, protectionReasonCharactersMax, protectionReasonCharactersMin } from './protection';
import { switchValueSchema } from './protectionSettings';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a digest of a sheet');
const planIdSchema = z.string().min(1).max(80);
const planKeySchema = z.string().min(1).max(64);
/** Made by the window, once a press: the same one again changes nothing. */
const commandIdSchema = z.uuid();
const writtenReasonSchema = z.string().trim().min(protectionReasonCharactersMin).max(protectionReasonCharactersMax);

/** Plans, what is in force, switches, the safety lever and the audit. */
export const protectionCommands = {
  /** Reads what is in force and makes a plan ready to be read; nothing is sent. The sheet is in shared state. */
  'plan.prepare': command(
    z.strictObject({
      planKey: planKeySchema,
      parameters: z.record(z.string().min(1).max(64), switchValueSchema),
      incidentId: incidentIdSchema.nullable(),
    }),
    z.strictObject({ planId: z.string() }),
    'operate',
  ),
  /** Reads it all again under the same planId; what was approved counts no more. */
  'plan.readAgain': command(z.strictObject({ planId: planIdSchema }), nothing, 'operate'),
  'plan.setReason': command(
    z.strictObject({ planId: planIdSchema, reason: z.string().trim().max(protectionReasonCharactersMax) }),
    nothing,
    'operate',
  ),
  /** A second person, at this keyboard: not the one who runs it, with the role `approve`. Nobody is signed in or out by it. */
  'plan.approve': command(
    z.strictObject({ planId: planIdSchema, digest: digestSchema, name: personNameSchema, passphrase: knownPassphraseSchema }),
    nothing,
    'operate',
  ),
  /** Without a second person, for a reason that stands in the audit and on every screen. */
  'plan.breakGlass': command(
    z.strictObject({ planId: planIdSchema, digest: digestSchema, reason: writtenReasonSchema }),
    nothing,
    'operate',
  ),
  /** `digest`: what the window shows. Armed in this window only, and not for long. */
  'plan.arm': command(z.strictObject({ planId: planIdSchema, digest: digestSchema }), nothing, 'operate'),
  'plan.disarm': command(z.strictObject({ planId: planIdSchema }), nothing, 'operate'),
  /**
   * Pressed. Main counts the hold on its own clock; let go before its end and nothing is done. At its end the undo window begins, in
   * which nothing is sent, and then it is executed, once, under this commandId.
   */
  'plan.press': command(
    z.strictObject({ planId: planIdSchema, digest: digestSchema, commandId: commandIdSchema }),
    nothing,
    'operate',
  ),
  'plan.letGo': command(z.strictObject({ planId: planIdSchema, commandId: commandIdSchema }), nothing, 'operate'),
  /** Before anything was sent; afterwards there is only taking back. */
  'plan.undo': command(z.strictObject({ planId: planIdSchema }), nothing, 'operate'),
  'plan.putAway': command(z.strictObject({ planId: planIdSchema }), nothing, 'operate'),
  /** Takes back what is in force, at once and whole. */
  'execution.revert': command(z.strictObject({ executionId: planIdSchema, commandId: commandIdSchema }), nothing, 'operate'),
  /** `share`: what is released after it, 0–1; 1 ends it. */
  'execution.release': command(
    z.strictObject({ executionId: planIdSchema, share: z.number().positive().max(1), commandId: commandIdSchema }),
    nothing,
    'operate',
  ),
  'execution.renew': command(
    z.strictObject({ executionId: planIdSchema, minutes: z.int().min(1).max(leaseMinutesMax) }),
    nothing,
    'operate',
  ),
  /** Of one that is unclear, stopped or stuck: it goes on with what was not sent, or is taken back, or what is there is left as it is. */
  'execution.settle': command(
    z.strictObject({ executionId: planIdSchema, as: z.enum(['continue', 'revert', 'leave']), commandId: commandIdSchema }),
    nothing,
    'operate',
  ),
  'switch.read': command(z.strictObject({ switchId: planKeySchema }), nothing),
  /** Writes what is wanted where an instance has lost it. */
  'switch.reapply': command(z.strictObject({ switchId: planKeySchema, commandId: commandIdSchema }), nothing, 'operate'),
  /** Stops drills, stress runs and automations, and blocks new ones. Engaging needs nobody signed in; letting go does. */
  'lever.engage': command(z.strictObject({ reason: z.string().trim().max(protectionReasonCharactersMax) }), nothing),
  'lever.release': command(z.strictObject({ reason: writtenReasonSchema }), nothing, 'operate'),
  /** Reads the whole audit again and says what is wrong with it. */
  'audit.check': command(nothing, nothing),
  /** A copy, with its head, where the person says; null when that was cancelled. */
  'audit.export': command(nothing, z.strictObject({ savedTo: z.string().nullable() }), 'operate'),
} as const;
