import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asarArchive } from './asarArchive.mjs';
import { flipFuses, readFuses } from './fuses.mjs';
import { unzip } from './unzip.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a zip is unpacked selectively, with its modes, stored and deflated alike', async () => {
  const archive = join(folder, 'some.zip');
  writeFileSync(
    archive,
    zipOf([
      { name: 'App/', mode: 0o755, text: '' },
      { name: 'App/run', mode: 0o755, text: 'runs'.repeat(1_000), deflated: true },
      { name: 'App/empty', mode: 0o644, text: '' },
      { name: 'App/plain', mode: 0o644, text: 'as it is' },
      { name: 'Other/left', mode: 0o644, text: 'out' },
    ]),
  );
  await unzip(archive, join(folder, 'out'), (name) => (name.startsWith('App/') ? name.slice(4) : null));
  expect(readFileSync(join(folder, 'out/run'), 'utf8')).toBe('runs'.repeat(1_000));
  expect(readFileSync(join(folder, 'out/empty'), 'utf8')).toBe('');
  expect(readFileSync(join(folder, 'out/plain'), 'utf8')).toBe('as it is');
  expect(statSync(join(folder, 'out/run')).mode & 0o111).not.toBe(0);
  expect(() => statSync(join(folder, 'out/left'))).toThrow('ENOENT');
});

test('a zip entry that reaches outside the folder is refused', async () => {
  const archive = join(folder, 'hostile.zip');
  writeFileSync(archive, zipOf([{ name: '../escaped', mode: 0o644, text: 'no' }]));
  await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow('reaches outside its folder: ../escaped');
});

test('a file that is no zip is refused', async () => {
  const archive = join(folder, 'short.zip');
  writeFileSync(archive, 'not a zip, but longer than the twenty-two bytes of an end record');
  await expect(unzip(archive, folder, (name) => name)).rejects.toThrow('is not a whole zip file');
});

test('an asar archive holds its header padded to four bytes and then the files', () => {
  const archive = asarArchive({ 'main.js': Buffer.from('run()'), 'package.json': Buffer.from('{}') });
  const headerLength = archive.readUInt32LE(12);
  const header = JSON.parse(archive.toString('utf8', 16, 16 + headerLength));
  expect(header).toEqual({ files: { 'main.js': { size: 5, offset: '0' }, 'package.json': { size: 2, offset: '5' } } });
  const body = 8 + archive.readUInt32LE(4);
  expect(body % 4).toBe(0);
  expect(archive.toString('utf8', body)).toBe('run(){}');
});

test('only the named fuses are flipped', () => {
  const binary = Buffer.from('xxdL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0811000011yy', 'latin1');
  flipFuses(binary, { nodeCliInspect: true, browserV8Snapshot: false });
  expect(binary.toString('latin1')).toBe('xxdL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0811010001yy');
  expect(readFuses(binary)).toMatchObject({ runAsNode: true, nodeCliInspect: true, browserV8Snapshot: false });
});

test('a binary without fuses is no Electron', () => {
  expect(() => flipFuses(Buffer.from('ELF'), {})).toThrow('it is not an Electron');
});

function zipOf(entries) {
  const locals = [];
  const central = [];
  let at = 0;
  for (const { name, mode, text, deflated } of entries) {
    const content = deflated ? deflateRawSync(Buffer.from(text)) : Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(deflated ? 8 : 0, 10);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), content);
    central.push(entry, Buffer.from(name));
    at += 30 + name.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
