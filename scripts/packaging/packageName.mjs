const architectures = { x64: 'x64', arm64: 'arm64' };

/** Name of the folder and, with an ending, of every artifact: what stands on the fallback runtime can be told from its name. */
export function packageName({ version, origin, platform = process.platform, arch = process.arch }) {
  return `highnoon-${version}-${platform}-${architectures[arch] ?? arch}${origin === 'fallback' ? '-dev-runtime' : ''}`;
}
