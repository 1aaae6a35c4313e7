import { configDefaults, defineConfig } from 'vitest/config';

const long = process.env.HIGHNOON_LONG === '1';

export default defineConfig({
  test: {
    include: ['{contract,src-main,src-renderer,scripts,bench,e2e}/**/*.test.{ts,tsx,mjs}'],
    exclude: [...configDefaults.exclude, ...(long ? [] : ['**/*.long.test.{ts,tsx,mjs}'])],
    environment: 'node',
    pool: 'threads',
    maxWorkers: 2,
    // Databases and servers are real here, and CI machines are busy; what hangs still ends.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // As for the end-to-end tests (docs/decisions/0008): CI says how many passed only then, a workstation shows the failure.
    retry: process.env.CI === 'true' ? 1 : 0,
    allowOnly: false,
  },
});
