import type { Application } from '#domain/admission/application.ts';
import type { AboutApplication } from '#domain/threads/thread.ts';
import type { openApplications } from './applications.ts';

type Store = Pick<ReturnType<typeof openApplications>, 'application' | 'applications'>;

type Sender = {
  readonly email: string;
  /** What the sender wrote; it may name an application. */
  readonly text: string;
  /** Whether someone we trust says that the address is the sender's own. */
  readonly isVouchedFor: boolean;
};

/** Reads more than one application number only from a text that lists several. */
const mostNumbers = 5;

/**
 * The application that someone writes about: their own, or one whose number they name. Always reads the same records, so
 * that the time it takes tells nothing about an address.
 */
export async function findApplication(
  store: Store,
  cycleId: string,
  { email, text, isVouchedFor }: Sender,
): Promise<AboutApplication | undefined> {
  const own = (await store.applications(cycleId)).filter(({ applicant }) => applicant.email === email);
  const named = await Promise.all(numbersIn(text, cycleId).map((number) => store.application(number)));
  const references = named.map((one) => one?.reference);
  const found = own.find(({ reference }) => references.includes(reference)) ?? own[0];
  if (found) return aboutOf(found, isVouchedFor);
  const other = named.find((one) => one !== undefined);
  return other && aboutOf(other, false);
}

/** Application numbers in a text, each once. */
const numbersIn = (text: string, cycleId: string): readonly string[] =>
  [...new Set(text.match(new RegExp(`(?<![\\w-])${cycleId}-[\\w.-]{0,39}\\w`, 'g')))].slice(0, mostNumbers);

export const aboutOf = ({ reference, school }: Application, isProven: boolean): AboutApplication => ({
  reference,
  schoolId: school.id,
  schoolName: school.name,
  isProven,
});
