import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contracts,sims,agents,main,renderer,e2e,bench}/**/*.test.ts', 'scripts/**/*.test.mjs'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Two cores: each test file may itself start threads.
    maxWorkers: 2,
  },
});
