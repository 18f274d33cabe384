import { createContext } from 'preact';
import type { Program } from '../domain/program.ts';

/**
 * The program that a page belongs to. Pages that have not loaded it leave it out: they link to the page that names the
 * contact. `false` means there is no one to contact.
 */
export type PageProgram = Pick<Program, 'name' | 'contactEmail' | 'lang'> | false | undefined;

/** The name on pages that have not loaded their program, such as error pages and the privacy page. */
export const ProgramName = createContext('');
