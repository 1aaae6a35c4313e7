import { expect, test } from 'vitest';
import { createCredentials, type KeyStore, type SecretsFile } from './credentials';

function memoryFile(): SecretsFile & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    secret: (name) => kept.get(name) ?? null,
    saveSecret: (name, sealed) => void kept.set(name, sealed),
    removeSecret: (name) => void kept.delete(name),
  };
}
/** Turns bytes round: enough to see that what is kept is not what was said. */
const keyStore = (backend: string, available = true): KeyStore => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (plain) => Buffer.from(plain).map((byte) => byte ^ 0x5a) as Buffer,
  decryptString: (sealed) => {
    if (sealed.length === 0) throw new Error('not ours');
    return Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString();
  },
});

test('a secret is sealed on its way to the file and comes back as it was', () => {
  const file = memoryFile();
  const credentials = createCredentials(keyStore('gnome_libsecret'), file);
  expect(credentials.save('prometheus', 'hunter2')).toMatchObject({ ok: true });
  expect([...file.kept.values()].join()).not.toContain('hunter2');
  expect(credentials.read('prometheus')).toEqual({ ok: true, value: 'hunter2' });
  credentials.forget('prometheus');
  expect(credentials.read('prometheus')).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
});

test.each([
  ['basic_text', true],
  ['unknown', true],
  ['gnome_libsecret', false],
])('keeps nothing where only plain text is to be had: %s, available %s', (backend, available) => {
  const file = memoryFile();
  expect(createCredentials(keyStore(backend, available), file).save('prometheus', 'hunter2')).toMatchObject({
    ok: false,
    refusal: { code: 'unavailable' },
  });
  expect(file.kept.size).toBe(0);
});

test('a secret of another key store is asked for again, not shown broken', () => {
  const file = memoryFile();
  file.saveSecret('prometheus', '');
  expect(createCredentials(keyStore('kwallet5'), file).read('prometheus')).toMatchObject({
    ok: false,
    refusal: { code: 'unavailable' },
  });
});

test('a key store that refuses in the middle keeps nothing and repeats nothing', () => {
  const file = memoryFile();
  const locked: KeyStore = {
    ...keyStore('gnome_libsecret'),
    encryptString: (plain) => {
      throw new Error(`cannot encrypt ${plain}`);
    },
  };
  const saved = createCredentials(locked, file).save('prometheus', 'hunter2');
  expect(saved).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  expect(JSON.stringify(saved)).not.toContain('hunter2');
  expect(file.kept.size).toBe(0);
});
