import { z } from 'zod';
import { groupings, type Grouping } from '../../../contract/coreLink';
import { graphTargetSchema } from '../../../contract/graphQuery';
import { accept, refuse, type Result } from '../../../contract/result';

/**
 * The layout file's text, format 1. It lies in the owners' git: one place a line, places counted from the corner of their lane, in
 * the order of their ids, so that a move changes a line and a lane that goes down changes one too.
 */
export interface KeptLayout {
  readonly version: number;
  /** Who changed it last, null for the console itself, and when, room epoch ms. */
  readonly by: string | null;
  readonly at: number | null;
  /** Whether a person ever placed something: then nothing is laid out anew without being asked. */
  readonly byHand: boolean;
  readonly lanes: Readonly<Record<string, LaneText>>;
}
export interface LaneText {
  /** x, y, width, height in graph units. */
  readonly box: readonly [number, number, number, number];
  /** Place id → centre from the lane's upper left corner; also of places that are not on the graph now. */
  readonly places: Readonly<Record<string, readonly [number, number]>>;
}
export type KeptLayouts = Readonly<Partial<Record<Grouping, KeptLayout>>>;

export const layoutFileFormat = 'highnoon.layout';
export const layoutFileVersion = 1;

const coordinate = z.number().min(-10_000_000).max(10_000_000);
const layoutSchema = z.strictObject({
  version: z.number().int().nonnegative(),
  by: z.string().max(256).nullable(),
  at: z.number().int().nonnegative().nullable(),
  byHand: z.boolean(),
  lanes: z.record(
    z.string().min(1).max(128),
    z.strictObject({
      box: z.tuple([coordinate, coordinate, coordinate.positive(), coordinate.positive()]),
      places: z.record(graphTargetSchema, z.tuple([coordinate, coordinate])),
    }),
  ),
});
const fileSchema = z.strictObject({
  format: z.literal(layoutFileFormat),
  version: z.literal(layoutFileVersion),
  layouts: z.partialRecord(z.enum(groupings), layoutSchema),
});
const headSchema = z.object({ format: z.literal(layoutFileFormat), version: z.number().int() });

/** Refused with `not-allowed` when a newer console wrote it: then it is right, and not for us to touch. */
export function readLayoutText(text: string): Result<KeptLayouts> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const head = headSchema.safeParse(json.value);
  if (head.success && head.data.version > layoutFileVersion)
    return refuse(
      'not-allowed',
      `a newer console wrote it (format ${head.data.version}; this one reads ${layoutFileVersion}). Update this console to share it`,
    );
  const parsed = fileSchema.safeParse(json.value);
  if (parsed.success) {
    const { domain, idc } = parsed.data.layouts;
    return accept({ ...(domain === undefined ? {} : { domain }), ...(idc === undefined ? {} : { idc }) });
  }
  const [issue] = parsed.error.issues;
  return refuse('bad-input', `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'it has another shape'}`.trim());
}

export function writeLayoutText(layouts: KeptLayouts): string {
  const pages = groupings.flatMap((by) => {
    const layout = layouts[by];
    return layout === undefined ? [] : [`    ${JSON.stringify(by)}: ${writeLayout(layout)}`];
  });
  const head = [`  "format": ${JSON.stringify(layoutFileFormat)},`, `  "version": ${layoutFileVersion},`];
  return ['{', ...head, '  "layouts": {', pages.join(',\n'), '  }', '}', ''].join('\n');
}

/** What of a layout is worth writing by itself: not that it has another number. */
export function sameContent(a: KeptLayouts, b: KeptLayouts): boolean {
  const bare = (layouts: KeptLayouts): string =>
    writeLayoutText(
      Object.fromEntries(Object.entries(layouts).map(([by, layout]) => [by, { ...layout, version: 0, by: null, at: null }])),
    );
  return bare(a) === bare(b);
}

function writeLayout({ version, by, at, byHand, lanes }: KeptLayout): string {
  const boxes = sorted(lanes).map(([id, { box, places }]) => {
    const lines = sorted(places).map(([place, point]) => `            ${JSON.stringify(place)}: ${pair(point)}`);
    const inside = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n          }`;
    return `        ${JSON.stringify(id)}: {\n          "box": ${pair(box)},\n          "places": ${inside}\n        }`;
  });
  const head = Object.entries({ version, by, at, byHand }).map(([key, value]) => `      "${key}": ${JSON.stringify(value)},`);
  const body = boxes.length === 0 ? '{}' : `{\n${boxes.join(',\n')}\n      }`;
  return `{\n${head.join('\n')}\n      "lanes": ${body}\n    }`;
}

function pair(numbers: readonly number[]): string {
  return `[${numbers.map((number) => Math.round(number * 100) / 100).join(', ')}]`;
}

/** By code units, not by the language of whoever saves: two consoles write the same. */
function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function parseJson(text: string): Result<unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return accept(json);
  } catch {
    return refuse('bad-input', 'it is no JSON');
  }
}
