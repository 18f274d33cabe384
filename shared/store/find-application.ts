import type { Application } from '#domain/admission/application.ts';
import { asContact } from '#domain/base/person.ts';
import type { AboutApplication } from '#domain/threads/thread.ts';
import type { openApplications } from './applications.ts';

type Store = ReturnType<typeof openApplications>;

/** Enough for a text that compares a few schools. Each number is one read. */
const mostNumbers = 5;

/** The first application of a cycle whose number is in a text. */
export async function applicationNamedIn(
  store: Pick<Store, 'application'>,
  cycleId: string,
  text: string,
): Promise<Application | undefined> {
  const numbers = text.match(new RegExp(`(?<![\\w-])${cycleId}-[\\w.-]{0,39}\\w`, 'g')) ?? [];
  const named = [...new Set(numbers)].slice(0, mostNumbers);
  const found = await Promise.all(named.map((number) => store.application(number)));
  return found.find((one) => one !== undefined);
}

/** An application of a cycle whose contact has this address. Reads all of them, so it isn't for public forms. */
export const applicationOf = async (
  store: Pick<Store, 'applications'>,
  cycleId: string,
  email: string,
): Promise<Application | undefined> =>
  (await store.applications(cycleId)).find((application) => asContact(application, email));

export const aboutOf = ({ reference, school }: Application, isProven: boolean): AboutApplication => ({
  reference,
  schoolId: school.id,
  schoolName: school.name,
  isProven,
});
