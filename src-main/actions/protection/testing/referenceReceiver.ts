import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAnnounced } from './startAnnounced';

/** The receiver of docs/webhook-switch.md, running as it stands there. */
export interface ReferenceReceiver {
  readonly address: string;
  readonly secret: string;
  close(): Promise<void>;
}

const docs = fileURLToPath(new URL('../../../../docs/webhook-switch.md', import.meta.url));

export async function startReferenceReceiver(): Promise<ReferenceReceiver> {
  const code = /```js\n([\s\S]*?)```/.exec(await readFile(docs, 'utf8'))?.[1];
  if (code === undefined) throw new Error(`${docs} has no receiver in it.`);
  const home = await mkdtemp(join(tmpdir(), 'highnoon-receiver-'));
  const file = join(home, 'receiver.mjs');
  await writeFile(file, code);
  const secret = 'a secret of this test';
  const running = await startAnnounced([file], { ...process.env, SWITCH_SECRET: secret, PORT: '0' });
  return {
    address: `127.0.0.1:${running.line}`,
    secret,
    close: async () => {
      await running.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
