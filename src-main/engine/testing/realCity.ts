import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const entry = resolve(import.meta.dirname, '../../demoCity/cityProcess.ts');
const readySchema = z.object({ url: z.string() });

/** Demo City from its sources, in a process of its own, as the console starts it. */
export async function startRealCity(args: readonly string[]): Promise<{ readonly url: string; close(): void }> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'));
  return { url: readySchema.parse(JSON.parse(line)).url, close: () => child.kill('SIGKILL') };
}
