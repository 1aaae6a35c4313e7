const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Position of each fuse behind the sentinel, its version byte and its length byte: Electron's fuse wire, version 1. */
const positions = { nodeCliInspect: 3, browserV8Snapshot: 6 };

/** Sets fuses in an Electron executable held in memory. */
export function flipFuses(binary, wanted) {
  const at = binary.indexOf(sentinel, 0, 'latin1');
  if (at < 0) throw new Error('the executable has no fuse wire; it is not an Electron.');
  const wire = at + sentinel.length;
  if (binary[wire] !== 1) throw new Error(`the fuse wire has version ${binary[wire]}, this script knows 1.`);
  for (const [name, on] of Object.entries(wanted)) binary.write(on ? '1' : '0', wire + 2 + positions[name], 'latin1');
}
