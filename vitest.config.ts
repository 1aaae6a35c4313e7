import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,src-main,src-renderer,scripts,bench}/**/*.test.{ts,tsx,mjs}'],
    environment: 'node',
    pool: 'threads',
    maxWorkers: 2,
  },
});
