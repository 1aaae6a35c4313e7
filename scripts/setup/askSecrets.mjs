import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { SetupFailure } from './setupFailure.mjs';

const words = {
  token: 'bearer token',
  password: 'password for',
  keyPassphrase: 'passphrase for the key',
  header: 'value of the header',
  proxyPassword: 'proxy password for',
};

/**
 * Values of secret slots: asked at the terminal without an echo, or read from standard input, one line each in the order of
 * the slots. Never from arguments, the environment or a file: those end up in process lists, logs and backups.
 * @returns {Promise<Record<string, string>>} by slot id
 * @throws {SetupFailure} a sentence about the first that is missing
 */
export async function askSecrets(slots, input = process.stdin, screen = process.stderr) {
  if (slots.length === 0) return {};
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: input.isTTY === true });
  const each = lines[Symbol.asyncIterator]();
  const values = {};
  try {
    for (const slot of slots) {
      if (input.isTTY) screen.write(`${slotText(slot)} (not shown): `);
      const { value, done } = await each.next();
      if (input.isTTY) screen.write('\n');
      if (done || value.trim() === '')
        throw new SetupFailure(
          `${slotText(slot)} is needed: enter it at the terminal, or send it to standard input` +
            `${slots.length > 1 ? `, one line each: ${slots.map(slotText).join('; ')}` : ''}.`,
        );
      values[slot.id] = value.trim();
    }
    return values;
  } finally {
    lines.close();
  }
}

function slotText({ backendId, what, of, origin }) {
  return `${backendId} (${origin}): ${`${words[what]} ${of}`.trim()}`;
}
