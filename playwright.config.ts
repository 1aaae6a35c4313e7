import { defineConfig } from '@playwright/test';

const long = process.env.HIGHNOON_LONG === '1';
/** Written for scripts/test.mjs, which reads the totals from it. */
const jsonReport = process.env.HIGHNOON_PLAYWRIGHT_JSON ?? 'test-results/playwright.json';

export default defineConfig({
  testDir: 'e2e',
  // *.test.ts beside the sandbox's parts are vitest's.
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/globalSetup.ts',
  // Windows share one display and the machine: two consoles at once would measure each other.
  workers: 1,
  fullyParallel: false,
  // About one launch in two hundred of the driven runtime stops answering its driver (docs/decisions/0008); CI tries such a test
  // once more and says so, a workstation shows it.
  retries: process.env.CI === 'true' ? 1 : 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: jsonReport }]],
  projects: [
    { name: 'console', testIgnore: ['osSandbox.spec.ts', 'packaged.spec.ts', '*.long.spec.ts'] },
    { name: 'as-user', testMatch: 'osSandbox.spec.ts' },
    { name: 'packaged', testMatch: 'packaged.spec.ts' },
    ...(long ? [{ name: 'long', testMatch: '*.long.spec.ts', timeout: 600_000 }] : []),
  ],
});
