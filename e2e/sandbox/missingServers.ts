import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** By program, the package that brings it, on Debian and on Ubuntu. */
const packages = {
  prometheus: 'prometheus',
  'victoria-metrics': 'victoria-metrics',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  haproxy: 'haproxy',
  etcd: 'etcd-server',
  socat: 'socat',
} as const;
type Program = keyof typeof packages;

/** What `npm run sandbox` starts. */
const sandboxPrograms: readonly Program[] = ['prometheus', 'victoria-metrics', 'prometheus-alertmanager'];

/**
 * Why a test on these programs cannot run here; null when it can. Where nobody looks nothing is left out: there it is null too, and the
 * test fails with the missing server's own words.
 */
export function missingServers(programs: readonly Program[] = sandboxPrograms): string | null {
  if (process.env.CI === 'true') return null;
  // Debian keeps servers where a user's PATH does not look.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].filter((folder) => folder !== '');
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length === 0) return null;
  return `Servers that this test runs are missing; run: sudo apt-get install -y ${missing.map((name) => packages[name]).join(' ')}`;
}
