import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from './projectRoot.mjs';
import { SetupFailure } from './setupFailure.mjs';

/** Everything that `electron-vite build` reads. */
const inputs = [
  'contract',
  'src-main',
  'src-renderer',
  'assets',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'package-lock.json',
];
const stampFile = join(projectRoot, 'out', 'build-inputs.sha256');

/** Builds out/ unless its inputs are those of the last build. Resolves to 'unchanged' or 'built'. */
export function buildConsole() {
  const inputsHash = hashInputs();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputsHash) return 'unchanged';
  // A build that fails half-way must not look like the one before it.
  rmSync(stampFile, { force: true });
  const builder = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const done = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: projectRoot, encoding: 'utf8' });
  if (done.status !== 0)
    throw new SetupFailure(`${stripVTControlCharacters(done.stdout + done.stderr)}\nThe console could not be built.`);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, inputsHash);
  return 'built';
}

function hashInputs() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(input)).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(projectRoot, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const absolute = join(projectRoot, path);
  if (!existsSync(absolute)) return [];
  if (path.includes('.')) return [path];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.\w+$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1));
}
