import { failureOf } from './failures.ts';
import { faultsOf, pagesToVisit, stylesheetOf, type Visited } from './live.ts';

// A cold start with a first connection takes a second. A new DNS name may take longer; a later retry shows that.
const patienceMs = 15_000;

/** Checks every page of `origin` as a stranger, including the program page's styles. Returns the faults as sentences. */
export async function visitAll(origin: string): Promise<readonly string[]> {
  const visits = await Promise.all(
    pagesToVisit.map(async (page) => ({ page, visited: await visit(`${origin}${page.path}`) })),
  );
  const faults = visits.flatMap(({ page, visited }) => faultsOf(page, visited));
  const [first] = visits;
  if (!first || 'failed' in first.visited || faults.length > 0) return faults;
  const stylesheet = stylesheetOf(first.visited.body);
  if (stylesheet === undefined) return [`${first.page.path} doesn’t link a stylesheet`];
  const styles = { path: stylesheet, status: 200, type: 'text/css' };
  return faultsOf(styles, await visit(`${origin}${stylesheet}`));
}

async function visit(address: string): Promise<Visited> {
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, headers: new Map(answer.headers), body: await answer.text() };
  } catch (error) {
    // `fetch` only says that it failed; the cause is inside.
    const cause = error instanceof Error && error.cause ? error.cause : error;
    return { failed: failureOf(cause).words };
  }
}
