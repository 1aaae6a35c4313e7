const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Order of the fuses behind the sentinel, its version byte and its length byte: Electron's fuse wire, version 1. */
const order = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserV8Snapshot',
  'fileProtocolExtraPrivileges',
];

/** Sets fuses in an Electron executable held in memory. */
export function flipFuses(binary, wanted) {
  const wire = fuseWire(binary);
  for (const [name, on] of Object.entries(wanted)) binary.write(on ? '1' : '0', wire + order.indexOf(name), 'latin1');
}

/** @returns {Record<string, boolean>} the fuses of an Electron executable; those it does not have are left out */
export function readFuses(binary) {
  const wire = fuseWire(binary);
  const length = binary[wire - 1];
  return Object.fromEntries(order.slice(0, length).map((name, i) => [name, String.fromCharCode(binary[wire + i]) === '1']));
}

function fuseWire(binary) {
  const at = binary.indexOf(sentinel, 0, 'latin1');
  if (at < 0) throw new Error('the executable has no fuse wire; it is not an Electron.');
  const version = binary[at + sentinel.length];
  if (version !== 1) throw new Error(`the fuse wire has version ${version}, this script knows 1.`);
  return at + sentinel.length + 2;
}
