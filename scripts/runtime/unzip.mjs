import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const endRecordBytesMax = 22 + 0xffff;

/**
 * Unpacks those entries of a zip file (no zip64, no encryption) that `place` gives a relative path; null leaves one out.
 * Machines fresh from a distribution's image often have no `unzip`.
 */
export async function unzip(archive, folder, place) {
  for (const entry of await readDirectory(archive)) {
    const path = entry.name.endsWith('/') ? null : place(entry.name);
    if (path === null) continue;
    const target = resolve(folder, path);
    if (!target.startsWith(resolve(folder) + sep)) throw new Error(`the archive reaches outside its folder: ${entry.name}`);
    mkdirSync(dirname(target), { recursive: true });
    await extract(archive, entry, target);
  }
}

async function readDirectory(archive) {
  const file = await open(archive);
  try {
    const { size } = await file.stat();
    const tail = await read(file, Math.max(0, size - endRecordBytesMax), Math.min(size, endRecordBytesMax));
    let end = tail.length - 22;
    while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end -= 1;
    if (end < 0) throw new Error(`${archive} is not a whole zip file.`);
    const count = tail.readUInt16LE(end + 10);
    const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    return parseEntries(directory, count);
  } finally {
    await file.close();
  }
}

function parseEntries(directory, count) {
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== directoryEntry) throw new Error('the zip directory is damaged.');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      stored: directory.readUInt16LE(at + 10) === 0,
      bytes: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      localAt: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function extract(archive, entry, target) {
  const file = await open(archive);
  const local = await read(file, entry.localAt, 30).finally(() => file.close());
  const start = entry.localAt + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const out = createWriteStream(target, { mode: entry.mode || 0o644 });
  if (entry.bytes === 0) return new Promise((done, fail) => out.on('error', fail).end(done));
  const packed = createReadStream(archive, { start, end: start + entry.bytes - 1 });
  return entry.stored ? pipeline(packed, out) : pipeline(packed, createInflateRaw(), out);
}

async function read(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('the zip file is cut short.');
  return buffer;
}
