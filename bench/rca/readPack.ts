import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { CauseCase } from '../../src-main/engine/diagnosis/rootCause/causeCase';
import { nezhaCase } from './nezhaCase';
import { petshopCase } from './petshopCase';

/** One case of a pack as the console would hold it. Labels are never read here. */
export interface PackCase {
  readonly id: string;
  readonly suite: string;
  readonly given: CauseCase;
}

const metaSchema = z.object({
  cases: z.array(z.object({ case: z.string(), suite: z.string(), file: z.string() })).min(1),
});

/** A folder with `meta.json` and the gzipped JSON files it names; which of the two layouts a file has shows in what it holds. */
export function readPack(folder: string): PackCase[] {
  const read = (file: string): unknown => JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString('utf8'));
  const { cases } = metaSchema.parse(JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')));
  const references = new Map<string, unknown>();
  const reference = (file: string): unknown => {
    const known = references.get(file) ?? read(file);
    references.set(file, known);
    return known;
  };
  return cases.map(({ case: id, suite, file }) => {
    const content = read(file);
    const given = hasAbnormal(content) ? petshopCase(content, reference) : nezhaCase(content, reference);
    return { id, suite, given };
  });
}

function hasAbnormal(content: unknown): boolean {
  return z.object({ abnormal: z.object({}) }).safeParse(content).success;
}
