/** Partnerships and a school year for tests about visits. */
import path from 'node:path';
import type { NamedStaff } from '#domain/base/person.ts';
import {
  type ActivePartnership,
  formPartnership,
  type PairedHost,
  type PairedPartner,
} from '#domain/partnership/partnership.ts';
import type { Level } from '#domain/program/school.ts';
import { calendarOf, readCalendar } from '../../infra/cli/calendar-file.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';
import { aStaffMember } from '../builders.ts';

/** The calendar of 2014-15, as it ships. */
export const calendarOf2014 = () => {
  if (isBroken(rowsOf2014)) throw new Error(rowsOf2014.problems.join());
  return calendarOf(rowsOf2014.parsed);
};

const rowsOf2014 = await readCalendar(path.resolve('programs/learning-partners/calendar-2014-15.csv'), []);

export const noor = aStaffMember({
  name: 'Noor Rahman',
  email: 'noor.rahman@example.org',
  roles: ['facilitator'],
});

type Place = { readonly level?: Level; readonly region?: string };

const aPairedSchool = (id: string, name: string, { level = 'middle', region = 'Bronx' }: Place) => ({
  id,
  name,
  levels: [level],
  region,
  reference: `2014-${id}`,
  contact: { name: `Principal of ${id}`, position: 'Principal', email: `${id.toLowerCase()}@example.org` },
  focusAreas: ['feedback'],
});

const aPairedHost = (n: number, place: Place = {}): PairedHost => ({
  ...aPairedSchool(`H${n}`, `Host School ${n}`, place),
  capacity: 2,
});

const aPairedPartner = (n: number, place: Place = {}): PairedPartner => ({
  ...aPairedSchool(`P${n}`, `Partner School ${n}`, place),
  why: 'Both work on feedback.',
});

/** A host's partnership; partners have its number: H2 with P21 and P22. */
export const aPartnershipOf = (
  n: number,
  facilitator: NamedStaff,
  { partners = 2, ...place }: Place & { readonly partners?: number } = {},
): ActivePartnership =>
  formPartnership(
    '2014',
    {
      host: aPairedHost(n, place),
      partners: Array.from({ length: partners }, (_, turn) => aPairedPartner(n * 10 + turn + 1, place)),
      facilitator: { email: facilitator.email, name: facilitator.name },
    },
    { name: 'Ruth Lindqvist', email: 'ruth.lindqvist@example.org' },
    '2014-06-02T14:00:00.000Z',
  ).after;
