import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface TimedApp {
  readonly exe: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The line on stdout that ends the time; its first group is the moment, epoch ms. */
  readonly line: RegExp;
}

const startMsMax = 30_000;

/** Milliseconds from just before the spawn to the moment in the line. Rejects when the app ends, or says nothing for 30 s. */
export async function timeToLine({ exe, folder, env, line }: TimedApp): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'highnoon-start-'));
  const switches = [`--user-data-dir=${profile}`, '--disable-gpu', '--force-device-scale-factor=1', '--size=1920x1080'];
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  const spawnedAt = Date.now();
  const app = spawn(exe, [folder, ...switches], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(app, 'exit');
  try {
    return (await momentOf(app.stdout, line, ended)) - spawnedAt;
  } finally {
    if (app.exitCode === null) app.kill('SIGTERM');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

function momentOf(output: NodeJS.ReadableStream, line: RegExp, ended: Promise<unknown>): Promise<number> {
  return new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`no line ${line.source} within ${startMsMax / 1_000} s`)), startMsMax);
    createInterface({ input: output }).on('line', (text) => {
      const moment = line.exec(text)?.[1];
      if (moment === undefined) return;
      clearTimeout(timer);
      found(Number(moment));
    });
    void ended.then(() => {
      clearTimeout(timer);
      failed(new Error(`the app ended before its line ${line.source}`));
    });
  });
}
