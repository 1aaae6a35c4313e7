import { z } from 'zod';

/** Prometheus HTTP API v1, as far as we read it. Values are strings beside unix seconds. */
const sampleSchema = z.tuple([z.number(), z.string()]);

const envelope = <Data extends z.ZodType>(data: Data) =>
  z.object({ status: z.literal('success'), data, warnings: z.array(z.string()).optional() });

export const rangeAnswerSchema = envelope(
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(sampleSchema) })),
  }),
);

export const instantAnswerSchema = envelope(
  z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: sampleSchema })),
    }),
    z.object({ resultType: z.literal('scalar'), result: sampleSchema }),
  ]),
);

export const errorAnswerSchema = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() });

export type RangeAnswer = z.infer<typeof rangeAnswerSchema>;

/** `"NaN"` and `"±Inf"` are gaps: neither can be drawn, averaged or compared. */
export function parseSample(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
