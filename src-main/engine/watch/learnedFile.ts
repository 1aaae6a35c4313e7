import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** What a detector learned of one series, kept over a restart. */
export interface Learned {
  /** Slots before this one are in it. */
  readonly judgedTo: number;
  readonly bytes: Uint8Array;
}

/** Of the file's own layout; what is inside a series' bytes has a version of its own. */
const version = 1;
const magic = `highnoon.learned ${version}\n`;
const indexSchema = z.array(z.tuple([z.string(), z.number().int(), z.number().int().nonnegative()]));
/** A file beyond this was not written by us. */
const bytesMax = 256 * 2 ** 20;

/** What was learned of all series of a workspace: one line of magic, one line of index [stored as, judged to, bytes], then the bytes. */
export class LearnedFile {
  readonly #path: string;

  constructor(folder: string, workspaceKey: string) {
    this.#path = join(folder, createHash('sha256').update(workspaceKey).digest('hex').slice(0, 16), 'learned.bin');
  }

  /** By `Series.storedAs`; empty when there is none or it cannot be read, which `log` is told. */
  async read(log: (text: string) => void): Promise<ReadonlyMap<string, Learned>> {
    try {
      const file = await readFile(this.#path);
      return parseLearned(file);
    } catch (error) {
      if (!isMissing(error))
        log(`What was learned of this workspace's series cannot be read and is learned anew (${String(error)}): ${this.#path}`);
      return new Map();
    }
  }

  /** Written beside and renamed over, so that a fall in between leaves the old one. Never throws; `log` is told. */
  async write(learned: ReadonlyMap<string, Learned>, log: (text: string) => void): Promise<void> {
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      const file = await open(`${this.#path}.new`, 'w');
      try {
        await file.writeFile(formatLearned(learned));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${this.#path}.new`, this.#path);
    } catch (error) {
      log(`What was learned is not kept (${String(error)}): ${this.#path}`);
    }
  }
}

export function formatLearned(learned: ReadonlyMap<string, Learned>): Uint8Array {
  const index = [...learned].map(([storedAs, { judgedTo, bytes }]) => [storedAs, judgedTo, bytes.byteLength]);
  return Buffer.concat([Buffer.from(`${magic}${JSON.stringify(index)}\n`), ...[...learned.values()].map(({ bytes }) => bytes)]);
}

/** @throws a sentence for anything that `formatLearned` did not write */
export function parseLearned(file: Uint8Array): Map<string, Learned> {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (text.byteLength > bytesMax || !text.subarray(0, magic.length).equals(Buffer.from(magic)))
    throw new Error(`it does not begin with "${magic.trim()}"`);
  const indexEnd = text.indexOf('\n', magic.length);
  const index = indexSchema.parse(JSON.parse(text.subarray(magic.length, indexEnd).toString('utf8')));
  let at = indexEnd + 1;
  const learned = new Map<string, Learned>();
  for (const [storedAs, judgedTo, length] of index) {
    if (at + length > text.byteLength) throw new Error('it ends too early');
    learned.set(storedAs, { judgedTo, bytes: new Uint8Array(text.subarray(at, at + length)) });
    at += length;
  }
  return learned;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
