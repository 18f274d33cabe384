import type { CalendarDate, Instant } from '#domain/base/time.ts';
import { type PairedSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { schoolYearIn } from '#domain/visits/school-view.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import type { Answer } from '#http/answer.ts';
import { applicantDoor } from '#http/applicant-access.tsx';
import { wordsFor } from '#http/banners.tsx';
import { readSigningKeys } from '#http/env.ts';
import type { Responder } from '#http/handler.ts';
import type { Request } from '#http/request.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openSessions } from '#store/sessions.ts';
import { openVisitYears } from '#store/visit-years.ts';
import { readEnv } from './env.ts';
import { hasWithdrawn, noPartnership, noSuchVisit } from './refusals.tsx';
import { doneWords } from './text.tsx';

const env = readEnv();

export const origin = env.ORIGIN;
export const keys = readSigningKeys(env.LINK_KEYS);
const table = openTable(env.TABLE_NAME);
export const store = {
  table,
  ...openCycles(table),
  ...openApplications(table),
  ...openPartnerships(table),
  ...openVisitYears(table),
  ...openSessions(table),
};

const forApplicant = applicantDoor({ sessions: { origin, keys }, store, besides: store.visitYear });

/** The data of a page about one school's year. */
export type OwnYear = {
  readonly cycle: Cycle;
  readonly reference: string;
  readonly school: PairedSchool;
  readonly partnership: Partnership;
  /** Partnerships with earlier visits: their host left the program, and the school moved to another. */
  readonly earlier: readonly Partnership[];
  readonly year: VisitYear;
  readonly now: Instant;
  /** In the zone of the program. */
  readonly today: CalendarDate;
  /** Confirms the change that led here. */
  readonly done: string | undefined;
};

/** For pages of a school in a partnership. A school without one gets a page that says so. */
export const forSchool = (respond: (request: Request, own: OwnYear) => Answer | Promise<Answer>): Responder =>
  forApplicant(async (request, { application, cycle }, year) => {
    const { reference, school: applied } = application;
    if (application.state === 'withdrawn') return hasWithdrawn(application, cycle);
    const all = await store.partnershipsWith(cycle.id, applied.id);
    const { partnership, earlier } = schoolYearIn(all, applied.id);
    const school = partnership && schoolsOf(partnership).find(({ id }) => id === applied.id);
    if (!school) return noPartnership(reference, cycle);
    const today = todayOf(cycle, request.now);
    const done = wordsFor(doneWords, request);
    return respond(request, {
      ...{ cycle, reference, school, partnership, earlier, year, today, done },
      now: request.now,
    });
  });

export type OwnVisit = OwnYear & { readonly visit: Visit };

/** For pages about one visit. A school sees only the visits that it takes part in. */
export const forVisit = (respond: (request: Request, own: OwnVisit) => Answer | Promise<Answer>): Responder =>
  forSchool((request, own) => {
    const visit = own.partnership.visits.find(({ number }) => String(number) === request.parameters.visit);
    return visit && schoolsIn(visit).includes(own.school.id)
      ? respond(request, { ...own, visit })
      : noSuchVisit(own.reference, own.cycle);
  });
