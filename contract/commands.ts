import { z } from 'zod';
import { silenceCommentCharactersMax, silenceCommentCharactersMin, silenceMatchersMax, type SilencePreview } from './alerts';
import { command, incidentIdSchema, knownPassphraseSchema, nothing, personNameSchema } from './command';
import type { SharedState } from './state';
import type { Snapshot } from './patch';
import type { Refusal, Result } from './result';
import { groupings } from './coreLink';
import { graphLookSchema, graphTargetSchema } from './graphQuery';
import type { BackendKind } from './backendSettings';
import { backtestRequestSchema } from './detection';
import type { BackendCheckup } from './engineProtocol';
import { incidentNoteCharactersMax, maintenanceMinutesMax, snoozeMinutesMax } from './incidents';
import type { FormField, ListedBackend, RawSettings } from './settingsForm';
import { languages, themes } from './choices';
import { exportBytesMax, passphraseCharactersMax, passphraseCharactersMin } from './limits';
import { reportFormats, reportSectionIds, reportTextCharactersMax, type ReportSectionId } from './report';
import { roles, type Role } from './roles';
import { protectionCommands } from './protectionCommands';
import { rangeSchema, selectionSchema } from './roomView';
import {
  backendIdSchema,
  basisSchema,
  rawSettingsSchema,
  secretValueSchema,
  slotIdSchema,
  type SecretKept,
} from './settingsSchemas';
import { windowKindSchema } from './windowKinds';
import { sliceSchema } from './words';

const pixel = z.number().int().nonnegative().max(16_384);
const pathSchema = z.string().min(1).max(4_096);

const newPassphraseSchema = z.string().min(passphraseCharactersMin).max(passphraseCharactersMax);
const personIdSchema = z.uuid();

const desktopPixel = z.number().int().min(-65_536).max(65_536);
const desktopPointSchema = z.strictObject({ x: desktopPixel, y: desktopPixel });
const groupingSchema = z.enum(groupings);
const graphCoordinate = z.number().min(-1_000_000).max(1_000_000);
/** A whole lane of a large link. */
const layoutMovesMax = 2_000;

const eventIdSchema = z.string().min(1).max(512);
const incidentInput = z.strictObject({ incidentId: incidentIdSchema });
const reportKey = { incidentId: incidentIdSchema, language: z.enum(languages) };
const incidentNoteSchema = z.string().trim().max(incidentNoteCharactersMax);
const matchersSchema = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(256),
      value: z.string().max(1_024),
      isRegex: z.boolean(),
      isEqual: z.boolean(),
    }),
  )
  .min(1)
  .max(silenceMatchersMax);

/** Every request a window may make. One table is the API; both ends infer from it. */
export const commands = {
  /** Shared state as one numbered snapshot; ask after subscribing. */
  'state.snapshot': command(nothing, z.custom<Snapshot<SharedState>>()),
  /** A frame port to the engine arrives as a window message tagged `framePortTag`. */
  'frames.connect': command(nothing, nothing),
  'workspace.open': command(z.strictObject({ path: pathSchema }), nothing),
  'workspace.openDialog': command(nothing, z.strictObject({ opened: z.boolean() })),
  'workspace.openDemo': command(nothing, nothing),
  'workspace.dismissProblem': command(nothing, nothing),
  /** `subject`: what the window is about, for kinds that open once a subject; one that is open already comes to the front. */
  'window.open': command(
    z.strictObject({
      kind: windowKindSchema,
      subject: graphTargetSchema.optional(),
      /** Where it opens: a point of the desktop that all displays share, DIP, or a display; its usual place when left out. */
      place: z.union([desktopPointSchema, z.strictObject({ displayId: z.string().min(1).max(64) })]).optional(),
    }),
    z.strictObject({ windowId: z.string() }),
  ),
  /**
   * A node or link was dropped outside of its window: onto an incident's window it is pinned there, onto the plan board it becomes
   * what the room looks at, anywhere else a window of its own at that place. `id`: the window's or the pin's.
   */
  'window.drop': command(
    z.strictObject({ at: desktopPointSchema, look: graphLookSchema }),
    z.custom<{ readonly became: 'window' | 'pin' | 'focus'; readonly id: string }>(),
  ),
  'window.fullScreen': command(z.strictObject({ on: z.boolean() }), nothing),
  /** A window says what its first pictures show: a live curve, the history of all its panels, its fonts. Start-up is measured by it. */
  'window.painted': command(z.strictObject({ what: z.enum(['chart', 'history', 'fonts']) }), nothing),
  /** The pointer is over a curve at this room moment; null: it left. */
  'view.point': command(z.strictObject({ at: z.number().int().nonnegative().nullable() }), nothing),
  'view.setRange': command(rangeSchema, nothing),
  /** A node, an edge or a place of the core link, for all windows; null: nothing. */
  'view.focus': command(z.strictObject({ target: graphTargetSchema.nullable() }), nothing),
  /** Moves places by hand, all in one step that can be undone. `version`: the layout that was seen; an older one is refused. */
  'layout.move': command(
    z.strictObject({
      by: groupingSchema,
      version: z.number().int().nonnegative(),
      positions: z
        .record(graphTargetSchema, z.strictObject({ x: graphCoordinate, y: graphCoordinate }))
        .refine((positions) => Object.keys(positions).length <= layoutMovesMax, `at most ${layoutMovesMax} places at once`),
    }),
    nothing,
    'operate',
  ),
  'layout.undo': command(z.strictObject({ by: groupingSchema }), nothing, 'operate'),
  'layout.redo': command(z.strictObject({ by: groupingSchema }), nothing, 'operate'),
  /** Lays everything out anew; it can be undone. */
  'layout.arrange': command(z.strictObject({ by: groupingSchema }), nothing, 'operate'),
  'view.select': command(z.strictObject({ selection: selectionSchema.nullable() }), nothing),
  /** What the caller's window shows there, as PNG at the screen's own pixels; CSS px of the window. */
  'export.picture': command(
    z.strictObject({ left: pixel, top: pixel, width: pixel.positive(), height: pixel.positive() }),
    z.custom<Uint8Array>(),
  ),
  /** Asks the person where to; `saved` is false when that was cancelled. */
  'export.save': command(
    z.strictObject({
      kind: z.enum(['png', 'csv']),
      suggestedName: z.string().min(1).max(200),
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= exportBytesMax, 'at most 32 MB'),
    }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** Puts a link to what the caller's window shows on the clipboard. */
  'link.copy': command(z.strictObject({ selection: selectionSchema.nullable() }), z.strictObject({ link: z.string() })),
  /** Shows what a link shows; null: the link on the clipboard. */
  'link.open': command(z.strictObject({ link: z.string().max(8_192).nullable() }), nothing),
  /** The settings forms of all kinds of backends, drawn from their schemas. */
  'backend.forms': command(nothing, z.custom<Readonly<Record<BackendKind, readonly FormField[]>>>()),
  /** All backends of the workspace file; `writable`: it is a file, not the built-in workspace. */
  'backend.list': command(nothing, z.custom<{ readonly backends: readonly ListedBackend[]; readonly writable: boolean }>()),
  /** As in the file; `basis` says which state of it, for saving. */
  'backend.read': command(
    z.strictObject({ backendId: backendIdSchema }),
    z.custom<{ readonly settings: RawSettings; readonly basis: string }>(),
  ),
  /** What is wrong with these settings, key by key; empty when the file could be saved with them. */
  'backend.judge': command(
    z.strictObject({ backendId: backendIdSchema, settings: rawSettingsSchema }),
    z.custom<readonly Refusal[]>(),
  ),
  /** One try with these settings, saved or not, and with the secrets that were entered for where they lead. */
  'backend.check': command(
    z.strictObject({ backendId: backendIdSchema, settings: rawSettingsSchema }),
    z.custom<BackendCheckup>(),
  ),
  /** `basis` null: a new backend. */
  'backend.save': command(
    z.strictObject({ backendId: backendIdSchema, settings: rawSettingsSchema, basis: basisSchema.nullable() }),
    z.strictObject({ basis: basisSchema }),
    'admin',
  ),
  'backend.remove': command(z.strictObject({ backendId: backendIdSchema, basis: basisSchema }), nothing, 'admin'),
  /** Asks for a path, writes the workspace in force there, and opens it. */
  'workspace.saveCopy': command(nothing, z.strictObject({ opened: z.boolean() }), 'admin'),
  /** The system's file dialog; a file in the workspace's folder is named from there. */
  'file.choose': command(
    z.strictObject({ purpose: z.enum(['certificate', 'key', 'authority']) }),
    z.strictObject({ path: z.string().nullable() }),
  ),
  /** Whether this system can seal secrets; without, they are kept in memory only. */
  'secret.keyStore': command(nothing, z.strictObject({ available: z.boolean() })),
  'secret.provide': command(
    z.strictObject({ slotId: slotIdSchema, value: secretValueSchema, keep: z.boolean() }),
    z.custom<SecretKept>(),
    'operate',
  ),
  'secret.forget': command(z.strictObject({ slotId: slotIdSchema }), nothing, 'operate'),
  'preferences.set': command(
    z.strictObject({ theme: z.enum(themes).optional(), language: z.enum(languages).optional(), sound: z.boolean().optional() }),
    nothing,
  ),
  /** Only while nobody was ever kept here: the first person is admin, and signed in. */
  'people.createFirst': command(z.strictObject({ name: personNameSchema, passphrase: newPassphraseSchema }), nothing),
  'people.signIn': command(z.strictObject({ name: personNameSchema, passphrase: knownPassphraseSchema }), nothing),
  'people.signOut': command(nothing, nothing),
  'people.create': command(
    z.strictObject({ name: personNameSchema, passphrase: newPassphraseSchema, roles: z.array(z.enum(roles)).max(roles.length) }),
    z.strictObject({ personId: z.string() }),
    'admin',
  ),
  'people.setRoles': command(
    z.strictObject({ personId: personIdSchema, roles: z.array(z.enum(roles)).max(roles.length) }),
    nothing,
    'admin',
  ),
  'people.rename': command(z.strictObject({ personId: personIdSchema, name: personNameSchema }), nothing, 'admin'),
  'people.remove': command(z.strictObject({ personId: personIdSchema }), nothing, 'admin'),
  /** One's own needs the `former` one; anybody else's needs an admin, which the handler checks. */
  'people.setPassphrase': command(
    z.strictObject({ personId: personIdSchema, former: knownPassphraseSchema.optional(), passphrase: newPassphraseSchema }),
    nothing,
  ),
  /** Says that somebody has seen this alert; Alertmanager does not know it, everybody in this room does. */
  'alert.acknowledge': command(z.strictObject({ eventId: eventIdSchema }), nothing, 'operate'),
  'alert.unacknowledge': command(z.strictObject({ eventId: eventIdSchema }), nothing, 'operate'),
  /** What a silence would hide, before it is made. */
  'silence.preview': command(
    z.strictObject({ backendId: backendIdSchema, matchers: matchersSchema }),
    z.custom<SilencePreview>(),
    'operate',
  ),
  /** With `id`: edits that silence. The answered id is the one that counts from now on; who made it is who is signed in. */
  'silence.put': command(
    z.strictObject({
      backendId: backendIdSchema,
      id: z.uuid().nullable(),
      matchers: matchersSchema,
      startsAt: z.number().int().nonnegative(),
      endsAt: z.number().int().nonnegative(),
      comment: z.string().trim().min(silenceCommentCharactersMin).max(silenceCommentCharactersMax),
    }),
    z.strictObject({ silenceId: z.string() }),
    'operate',
  ),
  'silence.expire': command(z.strictObject({ backendId: backendIdSchema, silenceId: z.uuid() }), nothing, 'operate'),
  /** Says that somebody is on it: it no longer sounds. */
  'incident.acknowledge': command(incidentInput, nothing, 'operate'),
  'incident.unacknowledge': command(incidentInput, nothing, 'operate'),
  /** Quiet for so long, or until it grows graver. */
  'incident.snooze': command(
    z.strictObject({ incidentId: incidentIdSchema, minutes: z.number().int().min(1).max(snoozeMinutesMax) }),
    nothing,
    'operate',
  ),
  'incident.wake': command(incidentInput, nothing, 'operate'),
  /** By hand, before its alarms have ended: they stay folded here until they end. */
  'incident.resolve': command(z.strictObject({ incidentId: incidentIdSchema, note: incidentNoteSchema }), nothing, 'operate'),
  'incident.reopen': command(incidentInput, nothing, 'operate'),
  /** `false`: this was no trouble, do not alarm like that again; `true` takes it back and is kept as well. */
  'incident.judge': command(
    z.strictObject({ incidentId: incidentIdSchema, verdict: z.enum(['true', 'false']), note: incidentNoteSchema }),
    nothing,
    'operate',
  ),
  'incident.pin': command(
    z.strictObject({ incidentId: incidentIdSchema, look: graphLookSchema }),
    z.strictObject({ pinId: z.string() }),
    'operate',
  ),
  'incident.unpin': command(
    z.strictObject({ incidentId: incidentIdSchema, pinId: z.string().min(1).max(64) }),
    nothing,
    'operate',
  ),
  /** Looks for the cause anew, with the newest data; the diagnosis is in shared state. */
  'incident.diagnose': command(incidentInput, nothing, 'operate'),
  /** To a question of a runbook; a second answer takes the first one's place. */
  'incident.answer': command(
    z.strictObject({
      incidentId: incidentIdSchema,
      runbookId: z.string().min(1).max(64),
      checkId: z.string().min(1).max(64),
      answerId: z.string().min(1).max(64),
      note: incidentNoteSchema,
    }),
    nothing,
    'operate',
  ),
  /** Makes the report of an incident from what is known now, in both languages; what people wrote in it stays. */
  'report.make': command(incidentInput, nothing),
  /**
   * Markdown in the place of what was made; null: what was made again. `replaces`: when the edit was made that the person saw, null
   * when there was none; refused when another one came meanwhile.
   */
  'report.edit': command(
    z.strictObject({
      ...reportKey,
      section: z.enum(reportSectionIds),
      text: z.string().max(reportTextCharactersMax).nullable(),
      replaces: z.number().int().nonnegative().nullable(),
    }),
    nothing,
    'operate',
  ),
  /** Its sections as they will be printed: HTML without scripts, styles or anything from elsewhere, pictures included. */
  'report.page': command(
    z.strictObject(reportKey),
    z.custom<{
      readonly version: number;
      readonly sections: readonly { readonly id: ReportSectionId; readonly html: string }[];
    }>(),
  ),
  /** Asks the person where to; null when that was cancelled. Markdown has its pictures in a folder beside it. */
  'report.export': command(
    z.strictObject({ ...reportKey, format: z.enum(reportFormats) }),
    z.strictObject({ savedTo: z.string().nullable() }),
  ),
  /** What is named is watched but opens nothing until it ends. */
  'maintenance.begin': command(
    z.strictObject({
      name: z.string().trim().min(3).max(120),
      minutes: z.number().int().min(1).max(maintenanceMinutesMax),
      slice: sliceSchema,
      nodes: z.array(z.string().min(1).max(64)).max(50),
    }),
    z.strictObject({ maintenanceId: z.string() }),
    'operate',
  ),
  'maintenance.end': command(z.strictObject({ maintenanceId: z.string().min(1).max(128) }), nothing, 'operate'),
  /** Sends a message that says it is a try. */
  'notify.try': command(z.strictObject({ channelId: z.string().min(1).max(64) }), nothing, 'admin'),
  /** Replays history through detectors; the report is in shared state. */
  'backtest.start': command(backtestRequestSchema, z.strictObject({ id: z.string() }), 'operate'),
  'backtest.cancel': command(nothing, nothing, 'operate'),
  /** Whether an alarm of a replay was worth it; kept, and used like what is said of incidents. */
  'backtest.judge': command(
    z.strictObject({ alarmId: z.string().min(1).max(1_024), verdict: z.enum(['true', 'false']) }),
    nothing,
    'operate',
  ),
  ...protectionCommands,
  /** Opens a page of the allow-list in the system's browser. */
  'external.open': command(z.strictObject({ url: z.url().max(2_048) }), nothing),
} as const;

export type CommandName = keyof typeof commands;
/** What windows ask by themselves: no sign of a person at the console. */
export const askedByWindows: readonly CommandName[] = [
  'state.snapshot',
  'frames.connect',
  'window.painted',
  'report.page',
  'backend.forms',
  'backend.list',
  'backend.read',
  'secret.keyStore',
];
export type CommandInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;
/** Main implements this; a missing handler does not compile. An expected failure is a refusal; a throw is a defect and becomes 'internal'. */
export type CommandHandlers = {
  readonly [Name in CommandName]: (input: CommandInput<Name>, caller: Caller) => Promise<Result<CommandOutput<Name>>>;
};

/** Who asks: filled in by main from the sender, never by the window. */
export interface Caller {
  readonly windowId: string;
  /** Who is signed in at this console; null when nobody is. */
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly Role[] } | null;
}
