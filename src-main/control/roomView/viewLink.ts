import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accept, refuse, type Result } from '../../../contract/result';
import { rangeSchema, selectionSchema, type RoomRange, type RoomSelection } from '../../../contract/roomView';
import { windowKindSchema, type WindowKindName } from '../../../contract/windowKinds';

/** `highnoon://open?…`: which window of which workspace, showing what. A link shows; it never acts and never opens a file by its path. */
export interface LinkedView {
  readonly window: WindowKindName;
  readonly workspace: LinkedWorkspace;
  readonly range: RoomRange;
  readonly selection: RoomSelection | null;
}

export interface LinkedWorkspace {
  /** The English name, for a person to read. */
  readonly name: string;
  /** `fileMarkOf` its path; null for Demo City. A path itself would tell others about this machine. */
  readonly file: string | null;
}

export const linkScheme = 'highnoon';
const linkCharactersMax = 4_096;

export function fileMarkOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

export function writeViewLink({ window, workspace, range, selection }: LinkedView): string {
  const words = new URLSearchParams({ window, workspace: workspace.name });
  if (workspace.file !== null) words.set('file', workspace.file);
  words.set('before', String(range.beforeMs));
  if (range.at !== null) words.set('at', String(range.at));
  if (range.chosenDay !== null) words.set('day', range.chosenDay);
  if (selection !== null) words.set('select', JSON.stringify(selection));
  return `${linkScheme}://open?${words.toString()}`;
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const linkWords = z.strictObject({
  window: windowKindSchema,
  workspace: z.string().min(1).max(200),
  file: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .optional(),
  before: wholeNumber.pipe(rangeSchema.shape.beforeMs),
  at: wholeNumber.optional(),
  day: z.iso.date().optional(),
  select: z.string().transform(readJson).pipe(selectionSchema).optional(),
});

/** Everything in a link must be understood: half a view would be shown as if it were the whole. */
export function readViewLink(text: string): Result<LinkedView> {
  const url = text.length <= linkCharactersMax && URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || url.protocol !== `${linkScheme}:`)
    return refuse('bad-input', `This is not a Highnoon link. Copy one that begins with ${linkScheme}://open.`);
  if (url.host !== 'open' || !['', '/'].includes(url.pathname) || url.hash !== '' || url.username !== '' || url.port !== '')
    return refuse(
      'bad-input',
      `This console only knows links that begin with ${linkScheme}://open. It may be older than the link.`,
    );
  const names = [...url.searchParams.keys()];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return refuse('bad-input', `The link says "${twice}" twice. Copy it again where it came from.`);
  const words = linkWords.safeParse(Object.fromEntries(url.searchParams));
  if (!words.success) {
    const [issue] = words.error.issues;
    const what = issue?.path.join('.') ?? '';
    return refuse(
      'bad-input',
      `The link cannot be understood${what === '' ? '' : ` at "${what}"`}: ${issue?.message ?? 'unknown'}.`,
    );
  }
  const { window, workspace, file = null, before, at = null, day = null, select = null } = words.data;
  return accept({
    window,
    workspace: { name: workspace, file },
    range: { at, beforeMs: before, chosenDay: day },
    selection: select,
  });
}

/** What is no JSON is no selection either: the schema refuses it by name. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
