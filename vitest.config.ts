import { defineConfig } from 'vitest/config';

// What the bundle fills in at build time (infra/bundle.ts); tests render pages with fixed addresses instead.
const define = {
  STYLES_HREF: JSON.stringify('/assets/styles.css'),
  FAVICON_HREF: JSON.stringify('/assets/favicon.svg'),
};
const oxc = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

// Tests of what is deployed or served read `dist/`, so these folders get one build before the first of them runs.
const readsTheBuild = ['infra', 'local', 'journeys', 'browser', 'faults'].map(
  (folder) => `test/${folder}/**/*.test.{ts,tsx}`,
);

export default defineConfig({
  test: {
    projects: [
      {
        define,
        oxc,
        test: { name: 'source', include: ['test/**/*.test.{ts,tsx}'], exclude: readsTheBuild },
      },
      {
        define,
        oxc,
        test: {
          name: 'built',
          include: readsTheBuild,
          globalSetup: 'test/house/build-once.ts',
          // A browser, a database and the service share two cores with the tests themselves.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
