/**
 * An asar archive of a flat folder: a Chromium pickle (size, size, size, length, JSON header padded to 4), then the bytes.
 * @param {Record<string, Buffer>} files
 */
export function asarArchive(files) {
  let offset = 0;
  const entries = {};
  for (const [name, content] of Object.entries(files)) {
    entries[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const header = Buffer.from(JSON.stringify({ files: entries }));
  const paddedLength = Math.ceil(header.length / 4) * 4;
  const head = Buffer.alloc(16 + paddedLength);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(paddedLength + 8, 4);
  head.writeUInt32LE(paddedLength + 4, 8);
  head.writeUInt32LE(header.length, 12);
  header.copy(head, 16);
  return Buffer.concat([head, ...Object.values(files)]);
}
