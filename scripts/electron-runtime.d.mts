/** Which Electron runs here. `distDir` is the unpacked distribution that holds `exe`. */
export interface ElectronRuntime {
  readonly exe: string;
  readonly distDir: string;
  readonly version: string;
  /** `fallback` comes from a third party's registry package, pinned by hash: development and tests only, never shipped. */
  readonly origin: 'official' | 'fallback';
}

/** Its message is one sentence: what is missing and what to do. */
export class RuntimeMissing extends Error {}

export function resolveElectronRuntime(options?: {
  env?: Readonly<Record<string, string | undefined>>;
  report?: (line: string) => void;
}): Promise<ElectronRuntime>;

export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string;
