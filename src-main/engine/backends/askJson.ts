import type { z } from 'zod';
import { askText, type HttpQuestion } from './askText';
import { BackendFailure } from './backend';

export interface JsonQuestion<Shape extends z.ZodType> extends HttpQuestion {
  readonly shape: Shape;
}

/**
 * One HTTP request whose answer is parsed at this border; the empty answer of a DELETE reads as null.
 * @throws BackendFailure with a sentence; nothing else.
 */
export async function askJson<Shape extends z.ZodType>(question: JsonQuestion<Shape>): Promise<z.output<Shape>> {
  const text = await askText(question);
  const parsed = question.shape.safeParse(question.method === 'DELETE' && text === '' ? null : parseJson(text, question));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badShape(question.url.origin, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

export function badShape(where: string, what: string): BackendFailure {
  return new BackendFailure(
    'bad-shape',
    `${where} answered in a shape that this console does not know (${what}); check that the address is the right server and its version is supported.`,
  );
}

/** @throws BackendFailure 'not-json' */
export function parseJson(text: string, { url, door }: Pick<HttpQuestion, 'url' | 'door'>): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    const began = (door?.redact(text.slice(0, 200)) ?? text).slice(0, 40).replaceAll(/\s+/g, ' ');
    throw new BackendFailure(
      'not-json',
      `${url.origin} did not answer in JSON (it began with "${began}"); check that the address is the API itself and not a login page or a proxy.`,
    );
  }
}
