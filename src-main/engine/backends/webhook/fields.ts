import { z } from 'zod';
import type { LocalText } from '../../../../contract/words';

const momentText = 'a moment: epoch milliseconds, or a text such as 2026-11-24T12:05:00+08:00';
/** What is written in seconds lies in 1970. */
const msMin = 100_000_000_000;
const msMax = 8_640_000_000_000_000;

/** Epoch ms, or a date and time with its zone. */
export const momentSchema = z.union(
  [
    z.number().min(msMin, momentText).max(msMax, momentText),
    z
      .string()
      .max(64)
      .transform((text) => Date.parse(text))
      .refine((at) => at >= msMin, momentText),
  ],
  momentText,
);

/** For senders that write dates in their own way: what cannot be read has no time. */
export const looseMomentSchema = momentSchema.nullable().catch(null);

export function textOf(text: string): LocalText {
  return { zh: text, en: text };
}

/** The first thing that is wrong, by its key. */
export function refusalOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not what was expected'}`;
}

/** Labels that have a value, each of a bearable length. */
export function labelsOf(labels: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) =>
      value === null || value === undefined || value === '' ? [] : [[name, value.slice(0, 256)]],
    ),
  );
}
