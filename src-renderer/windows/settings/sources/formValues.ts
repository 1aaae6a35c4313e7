import type { FormField, Json, RawSettings } from '../../../../contract/settingsForm';

/** What the form holds: one entry per field, by its path. */
export type FormValues = Record<string, FieldValue>;
export type FieldValue = string | boolean | readonly FormRow[];

/** One line of a record (name and value) or of a list (value alone, `name` empty). */
export interface FormRow {
  readonly name: string;
  readonly value: string;
}

/** Not a dot: the form library takes those for paths. */
export function fieldId(path: readonly string[]): string {
  return path.join('/');
}

/** Settings of the file → what the fields show. Empty means: as the file would have it without this key. */
export function valuesOf(fields: readonly FormField[], settings: RawSettings): FormValues {
  return Object.fromEntries(fields.flatMap((field) => entriesOf(field, settings)));
}

function entriesOf(field: FormField, settings: RawSettings): [string, FieldValue][] {
  const id = fieldId(field.path);
  const raw = valueAt(settings, field.path);
  switch (field.kind) {
    case 'group':
      return field.fields.flatMap((child) => entriesOf(child, settings));
    case 'choice': {
      const chosen = valueAt(settings, [...field.path, field.by]);
      const children = new Map(field.choices.flatMap((choice) => choice.fields.flatMap((child) => entriesOf(child, settings))));
      return [[id, textOf(chosen)], ...children];
    }
    case 'boolean':
      return [[id, typeof raw === 'boolean' ? raw : field.default]];
    case 'record':
      return [[id, isMap(raw) ? Object.entries(raw).map(([name, value]) => ({ name, value: textOf(value) })) : []]];
    case 'list':
      return [[id, Array.isArray(raw) ? raw.map((value: Json) => ({ name: '', value: textOf(value) })) : []]];
    case 'text':
    case 'number':
    case 'duration':
    case 'url':
    case 'path':
      return [[id, textOf(raw)]];
  }
}

/** What the fields show → settings for the file. What nobody touched stays as `former` has it, also a default written out. */
export function settingsOf(kind: string, fields: readonly FormField[], values: FormValues, former: RawSettings): RawSettings {
  return { kind, ...mapOf(fields, values, former) };
}

function mapOf(fields: readonly FormField[], values: FormValues, former: RawSettings): RawSettings {
  const settings: Record<string, Json> = {};
  for (const field of fields) {
    const key = field.path.at(-1);
    const value = jsonOf(field, values, former);
    if (key !== undefined && value !== undefined) settings[key] = value;
  }
  return settings;
}

function jsonOf(field: FormField, values: FormValues, former: RawSettings): Json | undefined {
  const raw = valueAt(former, field.path);
  if (field.kind === 'group') {
    const map = mapOf(field.fields, values, former);
    return Object.keys(map).length > 0 || (isMap(raw) && Object.keys(raw).length === 0) ? map : undefined;
  }
  if (field.kind !== 'choice') return leafOf(field, values[fieldId(field.path)], raw);
  const chosen = field.choices.find(({ value }) => value === values[fieldId(field.path)]);
  return chosen === undefined ? undefined : { [field.by]: chosen.value, ...mapOf(chosen.fields, values, former) };
}

function leafOf(
  field: Exclude<FormField, { kind: 'group' | 'choice' }>,
  value: FieldValue | undefined,
  raw: Json | undefined,
): Json | undefined {
  if (field.kind === 'boolean') return value === field.default && raw === undefined ? undefined : value === true;
  if (field.kind === 'record' || field.kind === 'list') {
    const rows = (Array.isArray(value) ? value : []).filter(
      ({ name, value: text }: FormRow) => (field.kind === 'record' ? name.trim() : text.trim()) !== '',
    );
    if (rows.length === 0) return undefined;
    if (field.kind === 'list') return rows.map(({ value: text }: FormRow) => text.trim());
    return Object.fromEntries(rows.map(({ name, value: text }: FormRow) => [name.trim(), text]));
  }
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return undefined;
  if (text === textOf(raw)) return raw;
  return field.kind === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The field that a key of a refusal belongs to: itself, or the nearest above it that is drawn. */
export function fieldOfKey(key: string, ids: ReadonlySet<string>): string | null {
  for (let path = key.split('.'); path.length > 0; path = path.slice(0, -1)) if (ids.has(fieldId(path))) return fieldId(path);
  return null;
}

export function idsOf(fields: readonly FormField[]): ReadonlySet<string> {
  return new Set(
    fields.flatMap((field) => {
      if (field.kind === 'group') return [...idsOf(field.fields)];
      const below = field.kind === 'choice' ? field.choices.flatMap((choice) => [...idsOf(choice.fields)]) : [];
      return [fieldId(field.path), ...below];
    }),
  );
}

function valueAt(settings: RawSettings, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    settings,
  );
}

function isMap(value: Json | undefined): value is RawSettings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
