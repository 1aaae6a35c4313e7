import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import { windowKindNames } from './contract/windowKinds';

const root = import.meta.dirname;

/** The Electron floor (33): targets are set by hand, or electron-vite would derive them from the installed major. */
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rollupOptions: {
        external: ['@duckdb/node-api'],
        input: {
          main: resolve(root, 'src-main/main.ts'),
          engine: resolve(root, 'src-main/engine/engineProcess.ts'),
          demoCity: resolve(root, 'src-main/demoCity/cityProcess.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      // electron-vite accepts nothing but a Node target for preload, although it runs in the window.
      target: nodeTarget,
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(root, 'src-main/shell/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src-renderer'),
    plugins: [react()],
    build: {
      target: chromeTarget,
      assetsInlineLimit: 0,
      // Half the bytes to read and compile before the first curve; main and engine stay readable for their stack traces.
      minify: true,
      // Loaded from disk, all of it at once: more chunks would not paint earlier.
      chunkSizeWarningLimit: 1_500,
      rollupOptions: {
        input: Object.fromEntries(
          windowKindNames.map((kind) => [kind, resolve(root, `src-renderer/windows/${kind}/index.html`)]),
        ),
      },
    },
  },
});
