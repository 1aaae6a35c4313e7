/**
 * A folder is a permission. Each layer says what its files may import; everything of ours that is not listed is refused with
 * a sentence. The tsconfig of each layer keeps the same borders for types.
 *
 * `files` are path prefixes from the repository's root; `mayImport` names layers besides its own. `node`, `electron`: whether
 * it may use them. `packages`: the only packages allowed, when there is such a list. `why` ends the sentence of a refusal.
 */
export const layers = [
  {
    name: 'contract',
    files: ['contract/'],
    mayImport: [],
    node: false,
    electron: false,
    packages: ['zod'],
    why: 'it imports zod and nothing of ours: everyone stands on it, so it stands on nobody',
  },
  {
    name: 'src-main/engine',
    files: ['src-main/engine/'],
    mayImport: ['contract'],
    node: true,
    electron: false,
    why: 'it is plain Node and meets the others through contract/ and over its port only',
  },
  {
    name: 'src-main/control',
    files: ['src-main/control/'],
    mayImport: ['contract'],
    /** The one door into another layer; tests also start the real systems that executors are tested with. */
    doors: [
      { into: 'src-main/actions', path: /^src-main\/actions\/(?:\w+\/)?registry(?:\.ts)?$/, tests: false },
      { into: 'src-main/actions', path: /^src-main\/actions\/\w+\/testing\//, tests: true },
    ],
    node: true,
    electron: false,
    why: 'it is pure: the shell composes it, the engine is reached over its port, actions through their registries',
  },
  {
    name: 'src-main/actions',
    files: ['src-main/actions/'],
    mayImport: ['contract'],
    node: true,
    electron: false,
    why: 'it is plain Node and meets the others through contract/ and its registries only',
  },
  {
    name: 'src-main/demoCity',
    files: ['src-main/demoCity/'],
    mayImport: ['contract'],
    node: true,
    electron: false,
    why: 'it is a backend like any other, reached over HTTP, and must not know the console',
  },
  {
    name: 'src-main/shell',
    files: ['src-main/shell/', 'src-main/main.ts'],
    mayImport: ['contract', 'src-main/control', 'src-main/actions'],
    node: true,
    electron: true,
    why: 'the engine and Demo City are processes reached over ports, and windows are loaded from app://console',
  },
  {
    name: 'src-renderer',
    files: ['src-renderer/'],
    mayImport: ['contract'],
    node: false,
    electron: false,
    why: 'windows are sandboxed and see contract/ only; what a window needs it asks through window.highnoon',
  },
];

/** Data, open to every layer but contract. */
export const openFolder = 'assets/';

/** The one file that may import ipcMain: one place guards every request. */
export const ipcFile = 'src-main/shell/ipc.ts';

/** @param {string} path from the repository's root, with forward slashes */
export function layerOf(path) {
  return layers.find(({ files }) => files.some((prefix) => path.startsWith(prefix)));
}
