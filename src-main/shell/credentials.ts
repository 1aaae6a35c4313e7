import { accept, refuse, type Result } from '../../contract/result';

/** The part of Electron's safeStorage that is used. */
export interface KeyStore {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(plain: string): Buffer;
  decryptString(sealed: Buffer): string;
}

export interface SecretsFile {
  secret(name: string): string | null;
  saveSecret(name: string, sealed: string): void;
  removeSecret(name: string): void;
}

/** Secrets of backends: sealed by the system's key store, and nowhere else — never in argv, environment, logs or workspace files. */
export interface Credentials {
  /** Whether this system has a key store that is not plain text with a costume. */
  available(): boolean;
  save(name: string, plain: string): Result<void>;
  read(name: string): Result<string>;
  forget(name: string): void;
}

/** On Linux these two mean a fixed password: plain text with a costume. */
const plainBackends = ['basic_text', 'unknown'];

export function createCredentials(keyStore: KeyStore, file: SecretsFile): Credentials {
  const sealed = (): boolean =>
    keyStore.isEncryptionAvailable() && !plainBackends.includes(keyStore.getSelectedStorageBackend?.() ?? 'system');
  return {
    available: sealed,
    save: (name, plain) => {
      if (!sealed())
        return refuse(
          'unavailable',
          'This system has no key store to keep a secret in. Install and unlock one (gnome-keyring or KWallet), then save it again.',
        );
      try {
        file.saveSecret(name, keyStore.encryptString(plain).toString('base64'));
        return accept(undefined);
      } catch {
        // Locked or withdrawn between the two questions; the cause may repeat what was to be sealed.
        return refuse('unavailable', 'The key store of this system refused to seal the secret. Unlock it and try again.');
      }
    },
    read: (name) => {
      const text = file.secret(name);
      if (text === null) return refuse('not-found', `No secret is kept under "${name}". Enter it in the backend's settings.`);
      if (!sealed())
        return refuse('unavailable', 'The key store that sealed this secret is not available now. Unlock it and try again.');
      try {
        return accept(keyStore.decryptString(Buffer.from(text, 'base64')));
      } catch {
        // Sealed by another user or system; the cause holds nothing a person can use.
        return refuse('unavailable', `The secret "${name}" was sealed by another key store. Enter it again.`);
      }
    },
    forget: (name) => file.removeSecret(name),
  };
}
