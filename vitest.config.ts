import { defineConfig } from 'vitest/config';

/** Tests that run the built program (`bin/`, the packed tarball) rather than the sources. */
const NEEDS_BUILD = ['test/house/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/examples/**/*.test.ts'];

export default defineConfig({
  test: {
    // No module of ours keeps state, so test files may share a process: that halves the time of the suite.
    isolate: false,
    pool: 'forks',
    testTimeout: 240_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
    projects: [
      { extends: true, test: { name: 'sources', include: ['test/**/*.test.ts'], exclude: NEEDS_BUILD } },
      { extends: true, test: { name: 'built', include: NEEDS_BUILD, globalSetup: 'test/support/build-when-stale.ts' } },
    ],
  },
});
