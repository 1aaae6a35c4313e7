import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program of Node that says in its first line where it is. */
export interface Announced {
  readonly line: string;
  close(): Promise<void>;
}

export async function startAnnounced(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Announced> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  const gone = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const died = gone.then(() => Promise.reject(new Error(`${args.join(' ')} ended before it said where it is.`)));
  const line = await Promise.race([new Promise<string>((resolve) => lines.once('line', resolve)), died]);
  died.catch(() => undefined); // it will end one day, and then nobody waits for its first line
  return {
    line,
    close: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
