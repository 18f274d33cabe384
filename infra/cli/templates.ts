#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { countOf } from '#domain/base/wording.ts';
import { command, exits, refused, runCommand } from './command.ts';
import { writeAll } from './write-files.ts';

const templates = path.resolve(import.meta.dirname, '../../programs/templates');

export const templatesCommand = command({
  usage: 'npm run -s templates -- DIR',
  about: `Writes a template for each file that pair and plan-visits read, with an example row, and instructions in
README.md. Never replaces a file.`,
  takes: ['dir'],
  example: 'my-district',
  options: {},
  exitCodes: '0 = done; 2 = nothing written.',
  run: async ({ dir }, terminal) => {
    const names = (await readdir(templates)).toSorted();
    const files = names.map((name) => path.join(dir, name));
    const taken = files.filter((file) => existsSync(file));
    if (taken.length > 0)
      return refused(
        terminal,
        taken.map((file) => `${file}: already exists (expected an empty folder)`),
      );
    const texts = await Promise.all(names.map((name) => readFile(path.join(templates, name))));
    const fault = await writeAll(
      files.map((file, index) => ({ file, pieces: [texts[index] ?? ''] })),
      [dir],
    );
    if (fault !== undefined) return refused(terminal, [fault]);
    terminal.say(`${countOf(files.length, 'file')} written to ${dir}. Start with README.md.`);
    return exits.done;
  },
});

if (import.meta.main) await runCommand(templatesCommand);
