import { z } from 'zod';
import { workspaceSchema } from '../../../contract/workspace';
import type { Step } from './yamlPlace';

/** The keys that the workspace schema knows at this path; where kinds differ (backends), those of the kind the file names. */
export function knownKeysAt(path: readonly Step[], plain: unknown): readonly string[] {
  let schema: unknown = workspaceSchema;
  for (const [depth, step] of path.entries()) schema = child(settle(schema, valueAt(plain, path.slice(0, depth))), step);
  const settled = settle(schema, valueAt(plain, path));
  return settled instanceof z.ZodObject ? Object.keys(settled.shape) : [];
}

/** The value at this path of plain data; undefined where the path ends early. */
export function valueAt(plain: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return Object.entries(value).find(([key]) => key === String(step))?.[1];
  }, plain);
}

function child(schema: unknown, step: Step): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[step];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

/** Takes off defaults, optionals and transforms, and chooses a discriminated union's branch by the value. */
function settle(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return settle(schema.unwrap(), value);
  if (schema instanceof z.ZodPipe) return settle(schema.in, value);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return schema.options.find((option) => option instanceof z.ZodObject && matchesKind(option, value));
  return schema;
}

function matchesKind(option: z.ZodObject, value: unknown): boolean {
  const kind: unknown = option.shape['kind'];
  return kind instanceof z.ZodType && kind.safeParse(valueAt(value, ['kind'])).success;
}
