import type { Program } from '../domain/program/program.ts';

/**
 * The program that a page belongs to. Pages that have not loaded it leave it out: they link to the page that names the
 * contact. `false` means there is no one to contact.
 */
export type PageProgram = Pick<Program, 'name' | 'contactEmail' | 'lang'> | false | undefined;

/** The program's name. Error pages and the privacy page, which load no program, show the environment's name for it. */
export const programName = (program: PageProgram): string =>
  program ? program.name : (process.env.PROGRAM_NAME ?? 'Learning Partners');
