import { ESLint } from 'eslint';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { layerRules } from './layerRules.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

/** The layer rules alone, on the parser alone: what the whole configuration adds needs a compiled project. */
const eslint = new ESLint({
  cwd: projectRoot,
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser }, linterOptions: { noInlineConfig: true } },
    ...layerRules,
  ],
});

async function complaints(file, text) {
  const [result] = await eslint.lintText(text, { filePath: join(projectRoot, file), warnIgnored: true });
  return result.messages.map(({ message }) => message);
}

const plainNode = ['engine', 'control', 'actions', 'demoCity'];

describe('a wrong import is refused with a sentence', () => {
  test.each([
    ['contract/state.ts', "import { store } from '../src-main/control/store';", 'everyone stands on it'],
    ['contract/state.ts', "import { readFileSync } from 'node:fs';", 'no Node'],
    ['contract/state.ts', "import fs from 'fs/promises';", 'no Node'],
    ['contract/state.ts', "import { app } from 'electron';", 'only src-main/shell'],
    ['contract/state.ts', "import { createStore } from 'zustand/vanilla';", 'it imports zod and nothing of ours'],
    ['contract/state.ts', "import city from '../assets/city.json';", 'everyone stands on it'],
    ['src-main/control/room.ts', "import { drills } from '../actions/drills/cpuBurn';", 'actions through their registries'],
    ['src-main/control/room.ts', "import { start } from '../actions/protection/testing/realHaproxy';", 'actions through their'],
    ['src-main/shell/windows.ts', "import { pollLoop } from '../engine/pollLoop';", 'processes reached over ports'],
    ['src-main/main.ts', "import { serveCity } from './demoCity/cityServer';", 'processes reached over ports'],
    [
      'src-main/main.ts',
      "import { Overview } from '../src-renderer/windows/overview/Overview';",
      'windows are loaded from app://',
    ],
    ['src-main/shell/windows.ts', "import { launchConsole } from '../../e2e/console';", 'must not import e2e/console'],
    ['src-renderer/state/mirror.ts', "import { store } from '../../src-main/control/store';", 'windows are sandboxed'],
    ['src-renderer/state/mirror.ts', "import { join } from 'path';", 'no Node'],
    ['src-renderer/windows/wall/Wall.tsx', "import { ipcRenderer } from 'electron';", 'only src-main/shell'],
    ['src-renderer/windows/wall/Wall.tsx', "import Store from 'electron-store';", 'only src-main/shell'],
  ])('%s: %s', async (file, text, sentence) => {
    expect(await complaints(file, text)).toEqual([expect.stringContaining(sentence)]);
  });

  test.each(plainNode)('src-main/%s knows neither electron, nor the shell, nor windows, nor its neighbours', async (own) => {
    const neighbours = plainNode.filter((other) => other !== own).map((other) => `../../${other}/inner/part`);
    for (const specifier of ['electron', '../../shell/windows', '../../main', '../../../src-renderer/ui/Tile', ...neighbours]) {
      expect(await complaints(`src-main/${own}/inner/file.ts`, `import '${specifier}';`), specifier).toEqual([
        expect.stringMatching(new RegExp(`^src-main/${own} must not import .+: .+\\.$`)),
      ]);
    }
  });

  test('however it is written: re-export, dynamic import, type import, require, the bare folder', async () => {
    const ways = [
      "export { store } from '../../control/store';",
      "export * from '../../control/store';",
      "await import('../../control/store');",
      "import type { Store } from '../../control/store';",
      "type Store = import('../../control/store').Store;",
      "import store = require('../../control/store');",
      "require('../../control/store');",
      "import { store } from '../../control';",
      "import { store } from '../backends/../../control/store';",
    ];
    for (const way of ways) {
      expect(await complaints('src-main/engine/backends/registry.ts', way), way).toEqual([
        expect.stringMatching(/^src-main\/engine must not import src-main\/control/),
      ]);
    }
  });
});

describe('ipcMain lives in one file', () => {
  const only = 'Only src-main/shell/ipc.ts imports ipcMain: one place guards every request.';

  test('which may import it', async () => {
    expect(await complaints('src-main/shell/ipc.ts', "import { ipcMain } from 'electron';")).toEqual([]);
  });

  test.each(['src-main/shell/windows.ts', 'src-main/main.ts', 'src-main/shell/protocol/ipc.ts'])(
    'and %s may not',
    async (file) => {
      expect(await complaints(file, "import { app, ipcMain } from 'electron';")).toEqual([only]);
      expect(await complaints(file, "import { ipcMain as channel } from 'electron';")).toEqual([only]);
    },
  );

  test.each([
    "import electron from 'electron';",
    "import * as electron from 'electron';",
    "const { ipcMain } = await import('electron');",
  ])('nor hidden in %s', async (text) => {
    expect(await complaints('src-main/shell/windows.ts', text)).toEqual([
      expect.stringContaining('electron is imported by name'),
    ]);
  });
});

describe('what a layer may import passes', () => {
  test.each([
    ['contract/state.ts', "import { z } from 'zod'; import { words } from './words';"],
    ['contract/state.test.ts', "import { test } from 'vitest'; import { readFileSync } from 'node:fs';"],
    [
      'src-main/engine/backends/demoCity/client.ts',
      "import { schema } from '../../../../contract/cityApi'; import './demoCity/retry';",
    ],
    ['src-main/control/desk.ts', "import { executors } from '../actions/protection/registry'; import { z } from 'zod';"],
    ['src-main/control/desk.test.ts', "import { start } from '../actions/protection/testing/realHaproxy';"],
    [
      'src-main/shell/windows.ts',
      "import { app, BrowserWindow } from 'electron'; import { createStore } from '../control/store';",
    ],
    [
      'src-renderer/ui/Tile.tsx',
      "import { useMemo } from 'react'; import './tile.css'; import icon from '../../assets/icons/icon.svg';",
    ],
    ['e2e/console.ts', "import { pollLoop } from '../src-main/engine/polling/pollLoop';"],
  ])('%s', async (file, text) => {
    expect(await complaints(file, text)).toEqual([]);
  });
});

test('the tree keeps its own rules', { timeout: 60_000 }, async () => {
  const results = await eslint.lintFiles(['contract/**/*.ts', 'src-main/**/*.ts', 'src-renderer/**/*.{ts,tsx}']);
  const wrong = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => `${filePath}:${line} ${message}`),
  );
  expect(wrong).toEqual([]);
  expect(results.length).toBeGreaterThan(10);
});
