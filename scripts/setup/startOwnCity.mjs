import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './projectRoot.mjs';
import { SetupFailure } from './setupFailure.mjs';

/** Demo City from its source, in a process of its own that ends with this one. */
export async function startOwnCity() {
  const script = join(projectRoot, 'src-main', 'demoCity', 'cityProcess.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--parent-pid', String(process.pid)], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => null);
  const line = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  if (line === null) throw new SetupFailure('Demo City could not be started; what it said stands above.');
  return {
    url: JSON.parse(line[0]).url,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}
