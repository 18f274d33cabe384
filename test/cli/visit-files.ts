/** Spreadsheets for the visit commands, and the commands as an operator would run them. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { School } from '#domain/program/school.ts';
import { checkVisitsCommand } from '../../infra/cli/check-visits.ts';
import { planVisitsCommand } from '../../infra/cli/plan-visits.ts';
import { readPlain } from './pairing-files.ts';
import { run } from './run.ts';

/** The text of each file. Files that are left out aren't passed to the command. */
export type VisitTexts = {
  readonly partnerships?: string;
  readonly calendar?: string;
  readonly facilitators?: string;
  readonly blackouts?: string;
  readonly rules?: string;
};

export const partnerships = `partnership,role,id,name,level,facilitator,email
T1,host,H1,Alder,middle,F1,alder@example.org
T1,partner,P1,"Birch, the Elder",Middle,,birch@example.org
T1,partner,P2,Cedar,elementary,,
T2,host,H2,Damson,high,F1,
T2,partner,P3,Elm,high;D75,,
`;

export const calendar = `date_from,date_to,applies_to,event,students_present
2026-09-10,2026-09-10,all,First day of school,yes
2026-10-12,2026-10-12,all,Autumn holiday,no
2026-11-12,2026-11-12,Middle;D75,Conferences,early
2026-12-24,2027-01-01,all,Winter recess,no
2027-01-26,2027-01-29,High,Examinations,exam
2027-02-15,2027-02-19,all,Midwinter recess,no
2027-04-22,2027-04-30,all,Spring recess,no
2027-06-28,2027-06-28,all,Last day of school,yes
`;

/** A separate folder for the files of one test file. */
export function startVisitDesk() {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'visits-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const at = (name: string) => path.join(folder, name);
  return {
    at,
    put: async (name: string, text: string) => {
      await writeFile(at(name), text);
      return at(name);
    },
    read: (name: string) => readPlain(at(name)),
    files: async () => (await readdir(folder, { recursive: true })).sort(),
    /** The files of a question, by default those above, and their options. */
    ask: async (texts: VisitTexts = {}): Promise<readonly string[]> => {
      const all = Object.entries({ partnerships, calendar, ...texts });
      await Promise.all(all.map(([name, text]) => writeFile(at(fileOf(name)), text)));
      return all.flatMap(([name]) => [`--${name}`, at(fileOf(name))]);
    },
    plan: (...args: readonly string[]) => run((terminal) => planVisitsCommand(args, terminal)),
    planAt: (now: string, ...args: readonly string[]) =>
      run((terminal) => planVisitsCommand(args, terminal, new Date(now))),
    check: (...args: readonly string[]) => run((terminal) => checkVisitsCommand(args, terminal)),
  };
}

const fileOf = (name: string): string => `${name}.${name === 'rules' ? 'json' : 'csv'}`;

/** The shipped calendars, and the City's if they are next to the repository. */
export const calendarFiles: readonly string[] = [
  'programs/learning-partners/calendar-2014-15.csv',
  'programs/wexmoor/calendar.csv',
  '../shared/data/nyc-calendar-2014-15.csv',
  '../shared/data/nyc-calendar-2026-27.csv',
].filter((file) => existsSync(file));

/** Partnerships of a directory's schools, always the same: a host and two partners each, four per facilitator. */
export function partnershipsFrom(schools: readonly School[], count: number, calendarFile: string): string {
  const knowsD75 = /\bD75\b/.test(readFileSync(calendarFile, 'utf8'));
  const rows = Array.from({ length: count * 3 }, (_, index) => {
    const school = schools[(index * 7919) % schools.length];
    const number = Math.floor(index / 3);
    const groups = [...(school?.levels ?? []), ...(knowsD75 && school?.id.startsWith('75') ? ['D75'] : [])];
    return [
      `T${number + 1}`,
      index % 3 === 0 ? 'host' : 'partner',
      school?.id,
      `"${school?.name.replaceAll('"', '""')}"`,
      groups.join(';'),
      `F${Math.floor(number / 4) + 1}`,
    ].join(',');
  });
  return `${['partnership,role,id,name,level,facilitator', ...rows].join('\n')}\n`;
}
