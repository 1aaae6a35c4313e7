import { z } from 'zod';

/** UI text that users bring themselves (names of metrics, nodes, peaks) exists in both languages too. */
export const localTextSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type LocalText = z.infer<typeof localTextSchema>;

/** Whose traffic it is. On every series and event from the first day, so a rehearsal never looks like trouble. */
export const trafficSchema = z.enum(['real', 'stress', 'drill']);
export type Traffic = z.infer<typeof trafficSchema>;

/** A cut through the dimensions: `{ city: 'shanghai', platform: 'ios' }`. `{}` is the total. */
export const sliceSchema = z.record(z.string().min(1).max(64), z.string().min(1).max(128));
export type Slice = z.infer<typeof sliceSchema>;

/** How the workspace file names what it has. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/, 'an id: a letter, then letters, digits, dot, dash or underscore (64 at most)');

/** A bound: absolute, or of what is expected. */
export const limitSchema = z.union([
  z.number(),
  z.string().regex(/^\d{1,4}(\.\d+)?%$/, 'a number in the metric\'s unit, or a share of what is expected such as "80%"'),
]);
export type Limit = z.infer<typeof limitSchema>;
