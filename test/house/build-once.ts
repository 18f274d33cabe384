import { bundle } from '../../infra/bundle.ts';

/** Builds every function and the style sheet into `dist/` once, before the first test that reads them. */
export default async function buildOnce(): Promise<void> {
  await bundle();
}
