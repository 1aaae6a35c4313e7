import type { z } from 'zod';
import { askedByWindows, commands, type CommandHandlers, type CommandInput, type CommandName } from '../../contract/commands';
import { refuse, type Result } from '../../contract/result';
import type { Role } from '../../contract/roles';
import type { People } from './people/people';

/** What main itself knows about who sent a request; nothing here is said by the window. */
export interface SenderFacts {
  /** The id of our window that this renderer belongs to; null when it is none of ours. */
  readonly windowId: string | null;
  readonly mainFrame: boolean;
  /** The frame's URL now; empty while a frame has no document, which is refused like any other stranger. */
  readonly url: string;
}

export type LogDefect = (text: string) => void;

export interface CommandDesk {
  readonly handlers: CommandHandlers;
  /** Roles come from here, which no window reaches. */
  readonly people: Pick<People, 'person' | 'lacks' | 'seen'>;
  readonly logDefect: LogDefect;
}

/** Sender → name → strict schema → role → handler → Result. Every refusal is a Result; nothing is thrown back at a window. */
export async function answerRequest(
  desk: CommandDesk,
  sender: SenderFacts,
  name: unknown,
  input: unknown,
): Promise<Result<unknown>> {
  if (sender.windowId === null || !sender.mainFrame || !isConsoleUrl(sender.url))
    return refuse(
      'sender-refused',
      'Only the main frame of a Highnoon window may ask. Close this window and open it from the menu again.',
    );
  if (!isCommandName(name)) return refuse('unknown-command', `This console has no command ${describeName(name)}.`);
  return runHandler(desk, name, input, sender.windowId);
}

/** The same table, typed so that a name's schema and a name's handler are known to belong together. */
const schemas: { readonly [Name in CommandName]: { readonly input: z.ZodType<CommandInput<Name>>; readonly needs: Role } } =
  commands;

async function runHandler<Name extends CommandName>(
  { handlers, people, logDefect }: CommandDesk,
  name: Name,
  input: unknown,
  windowId: string,
): Promise<Result<unknown>> {
  const parsed = schemas[name].input.safeParse(input);
  if (!parsed.success) return refuse('bad-input', `${name}: ${describeIssue(parsed.error.issues[0])}`);
  const person = people.person();
  const { needs } = schemas[name];
  if (needs !== 'watch' && person?.roles.includes(needs) !== true) return people.lacks(needs);
  if (!askedByWindows.includes(name)) people.seen();
  try {
    return await handlers[name](parsed.data, { windowId, person });
  } catch (error) {
    logDefect(`command ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return refuse('internal', `${name} failed inside the console. Nothing more was done; the log file has the details.`);
  }
}

/** In Node `new URL('app://console/x').origin` is 'null', so protocol and host are compared. */
export function isConsoleUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'app:' && url.host === 'console';
}

function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name);
}

function describeName(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 64)) : `named by a ${typeof name}`;
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'the input does not have the expected shape.';
  const where = issue.path.map(String).join('.');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}
