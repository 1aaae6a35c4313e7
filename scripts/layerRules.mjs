/**
 * A folder is a permission. Each rule says which imports a layer may not write, and why, in a sentence that
 * `npm test` prints when one is written. The tsconfig of each layer keeps the same borders for types.
 */
const nodeModules = [
  'node:*',
  'fs',
  'path',
  'http',
  'https',
  'net',
  'os',
  'child_process',
  'worker_threads',
  'crypto',
  'url',
  'stream',
];

const ban = (group, message) => ({ group, message });

const layers = [
  {
    files: ['contract/**/*.ts'],
    patterns: [
      ban(['../*', '!./*'], 'contract/ imports zod and nothing of ours: everyone stands on it, so it stands on nobody.'),
      ban(
        ['electron', 'electron/*', ...nodeModules],
        'contract/ is shared by windows, main and engine: it may use neither Node nor electron.',
      ),
    ],
  },
  ...['engine', 'control', 'actions', 'demoCity'].map((own) => ({
    files: [`src-main/${own}/**/*.ts`],
    patterns: [
      ban(['electron', 'electron/*'], `src-main/${own} is plain Node: only src-main/shell may import electron.`),
      ban(
        ['**/shell/*', '**/shell/**', '**/main'],
        `src-main/${own} never reaches up into the shell: shell composes it, not the other way round.`,
      ),
      ban(['**/src-renderer/**'], `src-main/${own} never imports window code: windows are reached by state and frames.`),
      ...['engine', 'control', 'actions', 'demoCity']
        .filter((other) => other !== own && !(own === 'control' && other === 'actions'))
        .map((other) =>
          ban(
            [`**/${other}/*`, `**/${other}/**`],
            `src-main/${own} must not import src-main/${other}: they meet through contract/ only.`,
          ),
        ),
      ...(own === 'control'
        ? [ban(['**/actions/*/**', '!**/actions/*/registry'], 'src-main/control talks to actions through their registries only.')]
        : []),
    ],
  })),
  {
    files: ['src-main/shell/**/*.ts', 'src-main/main.ts'],
    patterns: [
      ban(
        ['**/engine/*', '**/engine/**', '**/demoCity/*', '**/demoCity/**'],
        'The shell reaches the engine and Demo City as processes, over their ports: it must not import their code.',
      ),
      ban(['**/src-renderer/**'], 'The shell never imports window code: windows are loaded from app://console.'),
    ],
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    patterns: [
      ban(['**/src-main/**'], 'Windows see contract/, never src-main: what a window needs is asked for through preload.'),
      ban(
        ['electron', 'electron/*', ...nodeModules],
        'Windows are sandboxed: no Node, no electron. Ask main through window.highnoon.',
      ),
    ],
  },
  {
    files: ['src-main/shell/**/*.ts'],
    ignores: ['src-main/shell/ipc.ts'],
    patterns: [],
    paths: [
      {
        name: 'electron',
        importNames: ['ipcMain'],
        message: 'Only src-main/shell/ipc.ts imports ipcMain: one place guards every request.',
      },
    ],
  },
];

export const layerRules = mergeShell(layers).map(({ files, ignores, patterns, paths }) => ({
  files,
  ...(ignores === undefined ? {} : { ignores }),
  rules: { 'no-restricted-imports': ['error', { patterns, ...(paths === undefined ? {} : { paths }) }] },
}));

/** A later eslint entry replaces an earlier one for the same file, so the ipcMain rule carries the shell's patterns too. */
function mergeShell(entries) {
  const shell = entries.find((entry) => entry.files.includes('src-main/main.ts'));
  return entries.map((entry) => (entry.paths === undefined ? entry : { ...entry, patterns: shell.patterns }));
}
