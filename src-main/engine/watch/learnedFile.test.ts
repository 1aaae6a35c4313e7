import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatLearned, LearnedFile, parseLearned } from './learnedFile';

let folder: string;
let said: string[];
const say = (text: string): void => void said.push(text);
const learned = new Map([
  ['["paid",10000]', { judgedTo: 179_566_530, bytes: Uint8Array.of(1, 2, 3) }],
  ['["名字",60000]', { judgedTo: 7, bytes: new Uint8Array(0) }],
]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-learned-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what was learned', () => {
  it('is there again after a restart, byte by byte', async () => {
    const file = new LearnedFile(folder, 'shop');
    await file.write(learned, say);
    expect(await new LearnedFile(folder, 'shop').read(say)).toEqual(learned);
    expect(await new LearnedFile(folder, 'another shop').read(say)).toEqual(new Map());
    expect(said).toEqual([]);
  });

  it('is learned anew, with a line in the log, when the file is torn or of another kind', async () => {
    const file = new LearnedFile(folder, 'shop');
    await file.write(learned, say);
    const [home = ''] = readdirSync(folder);
    const path = join(folder, home, 'learned.bin');
    writeFileSync(path, formatLearned(learned).subarray(0, -2));
    expect(await file.read(say)).toEqual(new Map());
    writeFileSync(path, 'something else');
    expect(await file.read(say)).toEqual(new Map());
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('learned anew');
  });

  it('costs a line in the log where the folder cannot be written', async () => {
    writeFileSync(join(folder, 'blocked'), '');
    await new LearnedFile(join(folder, 'blocked'), 'shop').write(learned, say);
    expect(said[0]).toContain('not kept');
  });

  it('says of a damaged index what is wrong instead of guessing', () => {
    expect(() => parseLearned(Buffer.from('highnoon.learned 1\n[["a",1.5,0]]\n'))).toThrow();
    expect(() => parseLearned(Buffer.from('highnoon.learned 9\n[]\n'))).toThrow('does not begin');
  });
});
