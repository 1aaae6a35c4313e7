import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Demo City in a process of the test's own, so that the test can reach its backstage, stop it and start it again. */
export interface RunningCity {
  readonly url: string;
  readonly backstageUrl: string;
  readonly port: number;
  /** City time when it was ready. */
  readonly readyAt: number;
  /** Kills without warning, as an operator's worst moment would. */
  kill(): Promise<void>;
}

const cityScript = resolve(import.meta.dirname, '../../out/main/demoCity.js');
const readySchema = z.object({ type: z.literal('ready'), url: z.url(), backstageUrl: z.url(), now: z.number() });

/** @param onDeath told when it ends although nobody killed it */
export async function startCity(args: readonly string[] = [], onDeath?: (sentence: string) => void): Promise<RunningCity> {
  const child = spawn(process.execPath, [cityScript, '--parent-pid', String(process.pid), '--backstage-port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = await firstLine(child);
  let asked = false;
  child.once('exit', (code, signal) => {
    if (!asked) onDeath?.(`Demo City ended by itself (${code ?? signal}).`);
  });
  return {
    url: ready.url,
    backstageUrl: ready.backstageUrl,
    port: Number(new URL(ready.url).port),
    readyAt: ready.now,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      asked = true;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<z.infer<typeof readySchema>> {
  if (child.stdout === null) throw new Error('Demo City was started without a stdout pipe');
  const lines = createInterface({ input: child.stdout });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`Demo City ended with code ${String(code)} before it was ready; was the project built (npm run build)?`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), died])) as [string];
  died.catch(() => undefined); // it will end one day, and then nobody waits for its first line
  return readySchema.parse(JSON.parse(line));
}

/** A copy of a workspace text in a folder of its own; `remove` when done. */
export function writeWorkspace(text: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-workspace-'));
  const path = join(folder, 'workspace.yaml');
  writeFileSync(path, text);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
