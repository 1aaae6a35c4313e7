import { z } from 'zod';
import { backendSchema, type BackendKind } from '../../../contract/backendSettings';
import { fieldNames, type FieldName, type FormField } from '../../../contract/settingsForm';

export type BackendForms = Readonly<Record<BackendKind, readonly FormField[]>>;

/** The settings forms of all kinds of backends, drawn from their schemas: a new key of a schema is a new field by itself. */
export function describeForms(): BackendForms {
  return {
    demoCity: describeForm('demoCity'),
    prometheus: describeForm('prometheus'),
    victoriaMetrics: describeForm('victoriaMetrics'),
    alertmanager: describeForm('alertmanager'),
    pushFeed: describeForm('pushFeed'),
    jaeger: describeForm('jaeger'),
    skywalking: describeForm('skywalking'),
    webhook: describeForm('webhook'),
  };
}

export function describeForm(kind: BackendKind): readonly FormField[] {
  const branch = backendSchema.options.find((option) => option.shape.kind.value === kind);
  if (branch === undefined) throw new Error(`every kind of backend has a schema, also ${kind}`);
  return fieldsOf(branch, [], 'kind');
}

/** `told`: the key that says which schema this is; it is chosen elsewhere. */
function fieldsOf(schema: z.ZodObject, path: readonly string[], told: string | null): FormField[] {
  return Object.entries<z.core.$ZodType>(schema.shape)
    .filter(([key]) => key !== told)
    .map(([key, child]) => describeField(child, [...path, key]));
}

function describeField(schema: z.core.$ZodType, path: readonly string[]): FormField {
  const { inner, required, fallback } = unwrap(schema);
  const field = { name: nameOf(path), path, required };
  if (inner instanceof z.ZodDiscriminatedUnion)
    return { ...field, kind: 'choice', by: inner.def.discriminator, choices: choicesOf(inner, path) };
  if (inner instanceof z.ZodObject) return { ...field, kind: 'group', fields: fieldsOf(inner, path, null) };
  if (inner instanceof z.ZodRecord) return { ...field, kind: 'record' };
  if (inner instanceof z.ZodArray) return { ...field, kind: 'list', countMax: maxLengthOf(inner) };
  if (inner instanceof z.ZodBoolean) return { ...field, kind: 'boolean', default: fallback === true };
  const words = wordsOf(inner);
  const kind = kindOfText(inner);
  return { ...field, kind, default: defaultText(kind, fallback), words };
}

function unwrap(schema: z.core.$ZodType): {
  readonly inner: z.core.$ZodType;
  readonly required: boolean;
  readonly fallback: unknown;
} {
  if (schema instanceof z.ZodOptional) return { ...unwrap(schema.unwrap()), required: false };
  if (schema instanceof z.ZodDefault) return { ...unwrap(schema.unwrap()), required: false, fallback: schema.def.defaultValue };
  return { inner: schema, required: true, fallback: undefined };
}

function choicesOf(
  union: z.ZodDiscriminatedUnion,
  path: readonly string[],
): { readonly value: string; readonly fields: readonly FormField[] }[] {
  const by = union.def.discriminator;
  return union.options.map((option) => {
    if (!(option instanceof z.ZodObject)) throw new Error(`${path.join('.')}: every choice must be a map of keys`);
    const tag: unknown = option.shape[by];
    if (!(tag instanceof z.ZodLiteral)) throw new Error(`${path.join('.')}.${by} must be a fixed word in every choice`);
    return { value: String(tag.value), fields: fieldsOf(option, path, by) };
  });
}

type TextKind = Extract<FormField, { words: readonly string[] }>['kind'];

/** Schemas say by `meta({ field })` what their text means. */
function kindOfText(schema: z.core.$ZodType): TextKind {
  if (schema instanceof z.ZodUnion) return schema.options.map(kindOfText).find((kind) => kind !== 'text') ?? 'text';
  if (schema instanceof z.ZodNumber) return 'number';
  const field = z.globalRegistry.get(schema)?.['field'];
  return field === 'duration' || field === 'url' || field === 'path' ? field : 'text';
}

function wordsOf(schema: z.core.$ZodType): string[] {
  if (!(schema instanceof z.ZodUnion)) return [];
  return schema.options.flatMap((option) => (option instanceof z.ZodLiteral ? [String(option.value)] : []));
}

function maxLengthOf(schema: z.ZodArray): number {
  const max = schema.def.checks?.map((check) => check._zod.def).find((def) => def.check === 'max_length');
  return max !== undefined && 'maximum' in max && typeof max.maximum === 'number' ? max.maximum : Number.MAX_SAFE_INTEGER;
}

function defaultText(kind: TextKind, fallback: unknown): string | null {
  if (typeof fallback === 'number') return kind === 'duration' ? durationText(fallback) : String(fallback);
  return typeof fallback === 'string' ? fallback : null;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** 5000 → `5s`, as the file writes it. */
function durationText(ms: number): string {
  const [unit, unitMs] = units.find(([, size]) => ms > 0 && ms % size === 0) ?? (['ms', 1] as const);
  return `${ms / unitMs}${unit}`;
}

function nameOf(path: readonly string[]): FieldName {
  const name = fieldNames.find((each) => each === path.join('.'));
  if (name === undefined) throw new Error(`${path.join('.')} must be one of the field names of contract/settingsForm.ts`);
  return name;
}
