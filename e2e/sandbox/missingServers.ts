import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** By program, the package that brings it, on Debian and on Ubuntu. */
const packages = {
  prometheus: 'prometheus',
  'victoria-metrics': 'victoria-metrics',
  'prometheus-alertmanager': 'prometheus-alertmanager',
} as const;

/**
 * Why the sandbox cannot run here; null when it can. Where nobody looks nothing is left out: there it is null too, and the
 * test fails with the missing server's own words.
 */
export function missingServers(): string | null {
  if (process.env.CI === 'true') return null;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const missing = Object.entries(packages).filter(([program]) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length === 0) return null;
  return `The sandbox's servers are missing; run: sudo apt-get install -y ${missing.map(([, name]) => name).join(' ')}`;
}
