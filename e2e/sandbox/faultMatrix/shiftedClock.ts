import { z } from 'zod';
import type { Rewrite } from '../../../src-main/engine/testing/faultyProxy';

/** Real servers read the machine's clock: these rewrite what goes through the proxy as if theirs were `byMs` ahead. */

const sampleSchema = z.tuple([z.number(), z.string()]);
const answerSchema = z.looseObject({
  data: z.looseObject({
    resultType: z.string().optional(),
    result: z.union([
      sampleSchema,
      z.array(z.looseObject({ value: sampleSchema.optional(), values: z.array(sampleSchema).optional() })),
    ]),
  }),
});

export function promQlClockAhead(byMs: number): Rewrite {
  const by = byMs / 1_000;
  return {
    question(body) {
      const form = new URLSearchParams(body);
      for (const key of ['time', 'start', 'end']) {
        const value = form.get(key);
        if (value !== null) form.set(key, String(Number(value) - by));
      }
      return form.toString();
    },
    answer(body, question) {
      const parsed = answerSchema.safeParse(safeJson(body));
      if (!parsed.success) return body;
      const tellsTime = /^time\(\)$/.test(new URLSearchParams(question).get('query') ?? '');
      const ahead = ([at, value]: z.infer<typeof sampleSchema>): z.infer<typeof sampleSchema> => [
        at + by,
        tellsTime ? String(Number(value) + by) : value,
      ];
      const { data } = parsed.data;
      const result = isSample(data.result)
        ? ahead(data.result)
        : data.result.map(({ value, values, ...rest }) => ({
            ...rest,
            ...(value === undefined ? {} : { value: ahead(value) }),
            ...(values === undefined ? {} : { values: values.map(ahead) }),
          }));
      return JSON.stringify({ ...parsed.data, data: { ...data, result } });
    },
  };
}

/** Alertmanager: its Date header and every ISO time in its answers. */
export function isoClockAhead(byMs: number): Rewrite {
  return {
    answer: (body) => body.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (time) => JSON.stringify(shifted(time, byMs))),
    date: (date) => new Date(date.getTime() + byMs),
  };
}

/** Every sample of a range comes twice, the second time with another value, and the first one once more at the end. */
export const duplicatedSamples: Rewrite = {
  answer(body) {
    const parsed = answerSchema.safeParse(safeJson(body));
    if (!parsed.success || isSample(parsed.data.data.result)) return body;
    const result = parsed.data.data.result.map(({ values, ...rest }) => ({
      ...rest,
      ...(values === undefined
        ? {}
        : {
            values: [
              ...values.flatMap(([at, value]) => [
                [at, value],
                [at, '-7'],
              ]),
              ...values.slice(0, 1),
            ],
          }),
    }));
    return JSON.stringify({ ...parsed.data, data: { ...parsed.data.data, result } });
  },
};

/** Every alert of a list comes twice. */
export const duplicatedAlerts: Rewrite = {
  answer(body) {
    const list = z.array(z.unknown()).safeParse(safeJson(body));
    return list.success ? JSON.stringify([...list.data, ...list.data]) : body;
  },
};

function isSample(result: unknown): result is z.infer<typeof sampleSchema> {
  return sampleSchema.safeParse(result).success;
}

function shifted(time: string, byMs: number): string {
  return new Date(Date.parse(time.slice(1, -1)) + byMs).toISOString();
}

function safeJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
