import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What the bundle fills in at build time (infra/bundle.ts); tests render pages with fixed addresses instead.
const define = {
  STYLES_HREF: JSON.stringify('/assets/styles.css'),
  FAVICON_HREF: JSON.stringify('/assets/favicon.svg'),
  SCRIPT_HREF: JSON.stringify('/assets/script.js'),
  // Browsers don’t compare a script with an empty hash.
  SCRIPT_INTEGRITY: JSON.stringify(''),
};
// Handlers read it when they are loaded; `anEvent` sends the key that is in it.
const env = { FRONT_DOOR_KEYS: '{"k1":"the-front-door-of-the-tests"}', PROGRAM_NAME: 'Learning Partners' };
const oxc = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

// Tests of what is deployed or served read `dist/`, so these folders get one build before the first of them runs.
const readsTheBuild = ['infra', 'journeys', 'browser'].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

// Tests of pure functions share one worker's modules. Handlers read their environment when they are loaded, so all other
// files need modules of their own: `fresh-modules.ts` gives them to the source, and a worker of its own to the build.
const ofPureFunctions = ['domain', 'letters', 'sheets', 'text', 'ui'].map(
  (folder) => `test/${folder}/**/*.test.{ts,tsx}`,
);

export default defineConfig({
  test: {
    // Vitest leaves a core to others, which of two would be half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        define,
        oxc,
        test: {
          name: 'pure',
          env,
          include: ofPureFunctions,
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        define,
        oxc,
        test: {
          name: 'source',
          env,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...readsTheBuild, ...ofPureFunctions],
          isolate: false,
          setupFiles: 'test/house/fresh-modules.ts',
          // Some parse the whole source, while others keep the processors busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: 'test/house/provide-document.ts',
        },
      },
      {
        define,
        oxc,
        test: {
          name: 'built',
          env,
          include: readsTheBuild,
          globalSetup: ['test/house/build-once.ts', 'test/house/provide-document.ts'],
          // A browser, a database and the service share two cores with the tests themselves.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
