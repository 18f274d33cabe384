import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../../app.ts';
import { bundle } from '../../bundle.ts';
import { type Environment, environmentNamed } from '../../environments.ts';
import type { Report } from '../ground/report.ts';
import { readStacks, type Stack } from './template.ts';

type Product = {
  readonly stacks: readonly Stack[];
  /** The bundled functions, which also have the pages' styles. */
  readonly builtFunctions?: string;
};

/** Makes the stacks to run and writes its files below `folder`. */
export type Synthesize = (folder: string, report: Report) => Promise<Product>;

/** The address at which the service reads email here. */
const localInbox = 'questions@learning-partners.example.org';

/**
 * The service itself, as the `dev` environment, except that letters go to the inbox page unless they are to
 * be held. `built` is a folder of bundled functions; without it they are bundled.
 */
export const synthesizeProduct =
  (built?: string, letters: Environment['letters'] = 'sent'): Synthesize =>
  async (folder, report) => {
    const builtFunctions = built ?? join(folder, 'functions');
    if (built === undefined) {
      const { functions } = await bundle({ directory: builtFunctions });
      report.progress(`bundled ${Object.keys(functions).length} functions and the styles`);
    }
    const outdir = join(folder, 'cdk.out');
    // Otherwise it would keep a copy of every old bundle.
    rmSync(outdir, { recursive: true, force: true });
    const app = buildApp({
      environments: [{ ...environmentNamed('dev'), letters, inboundEmail: localInbox }],
      outdir,
      builtFunctions,
      rules: 'none',
    });
    return { stacks: readStacks(app.synth()), builtFunctions };
  };
