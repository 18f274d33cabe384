import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawApplication } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { routes } from '../../functions/routes.ts';
import { aDraft, anApplication, aReview, aSchool, aWithdrawnApplication } from '../builders.ts';
import { routesThat } from '../http/every-route.ts';
import { aPartnership } from '../letters/sample.ts';
import { amara, type Console, daniel, hiddenField, mei, ruth, startConsole } from './console.ts';

let staffed: Console;
let reference = '';
beforeAll(async () => {
  staffed = await startConsole();
  reference = await staffed.put(anApplication({ reviewers: [amara.email] }));
});
afterAll(() => staffed.stop());

const routesBy = (method: string) =>
  routesThat((route) => route.function === 'reviews' && route.method === method);

describe('a person who is not signed in', () => {
  test.each(routesBy('GET'))('is sent from %s to sign in, and back', async (name) => {
    const answer = await staffed.open(undefined, name, { reference }, '?page=2');
    expect(answer.status).toBe(303);
    const { pathname, searchParams } = new URL(answer.headers.location ?? '', 'https://apply.example.org');
    expect(pathname).toBe('/sign-in');
    expect(searchParams.get('to')).toBe(`${routes[name].path.replace('{reference}', reference)}?page=2`);
  });

  test.each(routesBy('GET'))('gets a 401 with the same words from %s as JSON', async (name) => {
    const { status, data } = await staffed.read(undefined, name, { reference });
    expect(status).toBe(401);
    expect(data).toMatchObject({ status: 401, title: 'Please sign in' });
  });

  test.each(routesBy('POST'))('changes nothing by %s, and keeps the typed text', async (name) => {
    const before = await staffed.store.application(reference);
    const answer = await staffed.send(
      undefined,
      name,
      { reference },
      {
        comment: 'Half an hour of <writing>',
        seen: ['a:1', 'b:2'],
      },
    );
    expect(answer.status).toBe(401);
    expect(hiddenField(answer, 'comment')).toBe('Half an hour of &lt;writing>');
    expect(answer.text).toContain('name="seen" value="b:2"');
    expect(await staffed.store.application(reference)).toEqual(before);
  });
});

const forAllStaff = [
  'overview',
  'applicationList',
  'staffApplication',
  'conflicts',
  'declareConflict',
  'withdrawConflict',
];

describe('the wrong role', () => {
  test.each(['decide', 'decideTogether', 'addReviewer', 'removeReviewer'] as const)(
    'is refused: a reviewer by %s',
    async (name) => {
      const fields = {
        outcome: 'accepted',
        reason: 'Because',
        step: 'send',
        version: '1',
        seen: `${reference}:1`,
      };
      const answer = await staffed.send(amara, name, { reference }, fields);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('You don’t have access to this page');
      expect((await staffed.store.application(reference))?.state).toBe('submitted');
    },
  );

  test.each([...routesBy('GET'), ...routesBy('POST')].filter((name) => !forAllStaff.includes(name)))(
    'is refused: a facilitator by %s',
    async (name) => {
      const answer =
        routes[name].method === 'GET'
          ? await staffed.open(mei, name, { reference })
          : await staffed.send(mei, name, { reference }, {});
      expect(answer.status).toBe(403);
    },
  );
});

describe('a facilitator', () => {
  const own = aSchool({ id: '10X110', name: 'Own Academy' });
  const partner = aSchool({ id: '10X111', name: 'Own Partner' });
  let references: readonly string[] = [];
  beforeAll(async () => {
    references = [
      await staffed.put(anApplication({ school: own })),
      await staffed.put(anApplication({ school: partner })),
    ];
    const { host, partners, ...sample } = aPartnership();
    const [first, ...others] = partners;
    if (!first) throw new Error('The sample has a partner');
    await staffed.store.commitPartnership({
      after: {
        ...{ ...sample, version: 0, facilitator: { name: mei.name, email: mei.email } },
        host: { ...host, id: own.id, reference: `2014-${own.id}` },
        partners: [{ ...first, id: partner.id, reference: `2014-${partner.id}` }, ...others],
      },
      events: [],
    });
  });

  test('opens and lists the applications of their own partnerships, and no others', async () => {
    for (const one of references)
      expect((await staffed.open(mei, 'staffApplication', { reference: one })).status).toBe(200);
    const refused = await staffed.open(mei, 'staffApplication', { reference });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('You don’t have access to this application');
    expect(refused.text).not.toContain(aSchool().name);
    const { data } = await staffed.read(mei, 'applicationList');
    expect(data.applications.map((one: { reference: string }) => one.reference).sort()).toEqual(references);
  });

  test('sees only these in the counts of the overview', async () => {
    const { data } = await staffed.read(mei, 'overview');
    expect(data.standings['in-review']).toBe(2);
    expect((await staffed.read(ruth, 'overview')).data.standings['in-review']).toBeGreaterThan(2);
  });

  test('who is also a reviewer sees every application', async () => {
    const both = { ...mei, roles: ['facilitator', 'reviewer'] as const };
    expect((await staffed.open(both, 'staffApplication', { reference })).status).toBe(200);
  });
});

test('a facilitator sees no links to pages that would be refused', async () => {
  const { text } = await staffed.open(mei, 'overview');
  expect(text).toContain('href="/console/applications"');
  expect(text).not.toContain('href="/console/queue"');
  expect(text).not.toContain('href="/console/reviewers"');
  expect(text).toContain('href="/console/reviewers/conflicts"');
});

describe('a conflict of interest', () => {
  test('hides the application from its reviewer on every page and in every list', async () => {
    const school = aSchool({ id: '10X100', name: 'Conflict Academy' });
    await staffed.putSchool(school);
    await staffed.declare(daniel, school.id);
    const kept = await staffed.put(anApplication({ school, reviewers: [daniel.email] }));
    for (const name of ['staffApplication', 'reviewPage', 'recusePage', 'requestInformationPage'] as const) {
      const answer = await staffed.open(daniel, name, { reference: kept });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain('Conflict Academy');
    }
    for (const name of ['overview', 'queue', 'applicationList'] as const) {
      const answer = await staffed.open(daniel, name);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('Conflict Academy');
      expect(JSON.stringify((await staffed.read(daniel, name)).data)).not.toContain(kept);
    }
    expect((await staffed.open(amara, 'applicationList')).text).toContain('Conflict Academy');
  });

  test('needs no declaration if the applicant is on staff', async () => {
    const applicant = { name: 'Ruth Lindqvist', position: 'Principal', email: ruth.email };
    const own = await staffed.put(anApplication({ school: aSchool({ id: '10X101' }), applicant }));
    expect((await staffed.open(ruth, 'staffApplication', { reference: own })).status).toBe(403);
    const decided = await staffed.send(
      ruth,
      'decide',
      { reference: own },
      { outcome: 'accepted', reason: 'Mine', step: 'send', version: '1' },
    );
    expect(decided.status).toBe(403);
    expect((await staffed.store.application(own))?.state).toBe('submitted');
  });
});

describe('the reviews of others', () => {
  test('are shown to a reviewer only after their own review', async () => {
    const review = aReview({ comment: 'A very particular opinion' });
    const ref = await staffed.put(
      anApplication({
        school: aSchool({ id: '10X102' }),
        reviewers: [amara.email, daniel.email],
        reviews: [review],
      }),
    );
    const before = await staffed.open(daniel, 'staffApplication', { reference: ref });
    expect(before.text).not.toContain('A very particular opinion');
    expect((await staffed.read(daniel, 'staffApplication', { reference: ref })).data.reviews).toEqual([]);
    expect((await staffed.read(daniel, 'applicationList')).data.applications[0]).not.toHaveProperty(
      'meanScore',
    );

    expect((await staffed.open(ruth, 'staffApplication', { reference: ref })).text).toContain(
      'A very particular opinion',
    );
    expect((await staffed.open(amara, 'staffApplication', { reference: ref })).text).toContain(
      'A very particular opinion',
    );
  });

  test('and an applicant’s address are for directors only', async () => {
    const address = 'dana.principal@example.org';
    expect((await staffed.open(amara, 'staffApplication', { reference })).text).not.toContain(address);
    expect((await staffed.open(ruth, 'staffApplication', { reference })).text).toContain(address);
    for (const name of ['overview', 'queue', 'applicationList'] as const)
      expect(JSON.stringify((await staffed.read(ruth, name)).data)).not.toContain(address);
  });
});

describe('an application that is a draft or was withdrawn', () => {
  test('shows none of its answers, unless they were submitted, and then to directors', async () => {
    const draft = { ...aDraft({ school: aSchool({ id: '10X103' }) }), answers: anApplication().answers };
    const drafted = await staffed.put(draft);
    const unsubmitted = await staffed.put(aWithdrawnApplication({ school: aSchool({ id: '10X105' }) }));
    const submitted = anApplication({ school: aSchool({ id: '10X104' }) });
    const withdrawal = withdrawApplication(submitted, '2014-04-20T14:00:00.000Z');
    if (isRefusal(withdrawal)) throw new Error(withdrawal.refused);
    const withdrawn = await staffed.put(withdrawal.after);
    const opened = [drafted, unsubmitted, withdrawn].flatMap((ref) =>
      [amara, ruth].map(async (staff) => {
        const answer = await staffed.open(staff, 'staffApplication', { reference: ref });
        const { data } = await staffed.read(staff, 'staffApplication', { reference: ref });
        return [answer.text.includes('Teams look at student work every week.'), 'answers' in data];
      }),
    );
    const hidden = [false, false];
    expect(await Promise.all(opened)).toEqual([hidden, hidden, hidden, hidden, hidden, [true, false]]);
  });

  test.each(['2014-99X999', 'nonsense', '2013-13K113', '..'])('%s is not found', async (unknown) => {
    const answer = await staffed.open(ruth, 'staffApplication', { reference: unknown });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Application not found');
  });
});
