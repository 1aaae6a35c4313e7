import { SetupFailure } from './setupFailure.mjs';

const least = [20, 19];

/** @throws {SetupFailure} when this Node is older than the build tools allow */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  throw new SetupFailure(`Highnoon needs Node ${least.join('.')} or newer; this is ${version}.`);
}
