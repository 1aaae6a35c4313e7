import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { cityClockSchema } from '../../contract/cityApi';

// Starting TypeScript in a process of its own takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const entry = fileURLToPath(new URL('cityProcess.ts', import.meta.url));
const readySchema = z.object({ type: z.literal('ready'), url: z.string(), backstageUrl: z.string().nullable(), now: z.number() });

describe('the city process', () => {
  it('says where it is, plays the story it was given, keeps pace, and leaves when its parent does', async () => {
    const options = ['--seed', '5', '--start', '12:01', '--speed', '600', '--backstage-port', '0', '--scenario', 'paymentOutage'];
    const child = spawn(process.execPath, ['--import', 'tsx', entry, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const line = z.tuple([z.string()]).parse(await once(createInterface(child.stdout), 'line'))[0];
      const ready = readySchema.parse(JSON.parse(line));
      expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const clock = cityClockSchema.parse(await (await fetch(`${ready.url}/api/clock`)).json());
      expect(clock).toMatchObject({ speed: 600, seed: 5 });
      expect(clock.now).toBeGreaterThanOrEqual(ready.now);
      const truth = await (await fetch(`${ready.backstageUrl}/truth`)).json();
      expect(truth).toMatchObject({ faults: [{ kind: 'certReload', target: { channel: 'B' } }] });
      const sped = await fetch(`${ready.backstageUrl}/speed`, { method: 'POST', body: '{"speed":2}' });
      expect(await sped.json()).toEqual({ speed: 2 });
      const gone = once(child, 'exit');
      child.stdin.end();
      expect((await gone)[0]).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('refuses an option it cannot use, in a sentence, and does not start', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', entry, '--speed', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const said: string[] = [];
    createInterface(child.stderr).on('line', (text) => said.push(text));
    const [code] = z.tuple([z.number(), z.unknown()]).parse(await once(child, 'close'));
    expect(code).toBe(1);
    expect(said.join('\n')).toContain('--speed: a speed from 1 to 600');
  });
});
