import type { GenericSchema } from 'valibot';
import type { Operation } from '#api/operation.ts';
import type { HttpFunction, Route } from '../../functions/routes.ts';
import { answerSchema, bodySchema, partShapes, problemSchema, problemTelling } from './openapi-schemas.ts';

/** A route with its name and its documentation. */
export type Documented = Route & { readonly name: string; readonly operation: Operation };

const tags = {
  applications: 'A school applies',
  schools: 'A school in its year of visits',
  reviews: 'Staff review and decide',
  pairings: 'Directors pair schools, and facilitators see their partnerships',
  visits: 'Facilitators schedule and track a year of visits',
  records: 'Directors export records and handle emails',
  threads: 'Staff reply to questions',
  'sign-in': 'Staff sign in',
  site: 'The same for everyone',
} as const satisfies Record<HttpFunction, string>;

const about = `Every address answers with a page for browsers or, if \`Accept\` requests it, the same as JSON.
Changes take an HTML form or a JSON object with the same fields. Errors are problem documents (RFC 9457).
Addresses of applications and of the console need a session cookie.`;

/** What the parameters of an address mean, and the answer to staff if nothing has this value. */
const parameters: Readonly<Record<string, { readonly meaning: string; readonly unknown?: string }>> = {
  file: { meaning: 'The file’s name' },
  letter: { meaning: 'The email’s ID', unknown: 'Email not found' },
  partnership: {
    meaning: 'The partnership: its host’s application number',
    unknown: 'Partnership not found',
  },
  reference: {
    meaning: 'The application number: its cycle and its school, like `2027-13K113`',
    unknown: 'Application not found',
  },
  session: { meaning: 'The number of a coaching session' },
  scenario: { meaning: 'The scenario’s ID', unknown: 'Proposal not found' },
  thread: { meaning: 'The question’s ID', unknown: 'Question not found' },
  token: { meaning: 'The token in an emailed link or a calendar link' },
  topic: { meaning: 'The topic of a question page' },
  visit: { meaning: 'The number of a visit in its partnership', unknown: 'Visit not found' },
};

/** The session cookie that an address needs. */
function sessionOf(path: string) {
  if (path.startsWith('/console')) return 'staff';
  return path.startsWith('/applications/{') ? 'applicant' : undefined;
}

const parametersIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The OpenAPI 3.1 document of `routes`. It has no origin, because every environment serves the same document. */
export function openApiDocument(routes: readonly Documented[], version: string) {
  const { paths, shapes } = partShapes(pathsOf(routes));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Learning Partners',
      version,
      description: about.replaceAll('\n', ' '),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: problemSchema, ...shapes },
      securitySchemes: {
        applicant: cookie('applicant', 'Set by opening the link to an application'),
        staff: cookie('staff', 'Set by signing in'),
      },
    },
  };
}

const pathsOf = (routes: readonly Documented[]) =>
  Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, atPath]) => [
      path,
      Object.fromEntries(atPath.map((route) => [route.method.toLowerCase(), operationOf(route)])),
    ]),
  );

const cookie = (session: string, description: string) => ({
  type: 'apiKey',
  in: 'cookie',
  name: `__Host-${session}`,
  description,
});

function operationOf(route: Documented) {
  const { name, method, path, function: answeredBy, operation } = route;
  const { summary, query = {}, forms } = operation;
  const session = sessionOf(path);
  return {
    operationId: name,
    summary,
    tags: [answeredBy],
    security: session ? [{ [session]: [] }] : [],
    parameters: [
      ...parametersIn(path).map((parameter) =>
        parameterOf('path', parameter, parameters[parameter]?.meaning),
      ),
      ...Object.entries(query).map(([parameter, meaning]) => parameterOf('query', parameter, meaning)),
      ...(createsOnce(operation) ? [idempotencyKey] : []),
    ],
    ...(forms && { requestBody: { required: true, content: bothForms(bodySchema(forms)) } }),
    responses: { ...answersOf(operation, method), ...problemsOf(route) },
  };
}

/** Whether the form has a key, so that it can be sent again safely. */
const createsOnce = ({ forms = {} }: Operation): boolean =>
  Object.values(forms).some((form) => 'entries' in form && 'idempotencyKey' in Object(form.entries));

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
  description:
    'A random key, instead of the field `idempotencyKey`. Requests with the same key create one thing and get the same answer; with other content they get 422',
};

const parameterOf = (place: 'path' | 'query', name: string, description: string | undefined) => ({
  name,
  in: place,
  required: place === 'path',
  schema: { type: 'string' },
  ...(description && { description }),
});

const bothForms = (schema: object) => ({
  'application/x-www-form-urlencoded': { schema },
  'application/json': { schema },
});

function answersOf({ answer, files = [], statuses, previews, sendsTo }: Operation, method: Route['method']) {
  if (!answer)
    return {
      200: {
        description: 'The file',
        content: Object.fromEntries(
          files.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]),
        ),
      },
    };
  const json = { 'application/json': { schema: answerSchema(answer) } };
  const page = { 'text/html': { schema: { type: 'string' } } };
  if (!sendsTo) return { 200: { description: 'The page, or its facts', content: { ...page, ...json } } };
  const headers = {
    location: { schema: { type: 'string' }, description: `Where to find ${sendsTo}` },
  };
  const usual = `${previews ? `First a preview of ${previews}. ` : ''}${method === 'POST' ? 'Done' : 'The address'}, for programs`;
  const content = { ...(previews && page), ...json };
  return {
    ...Object.fromEntries(
      Object.entries(statuses ?? { 200: usual }).map(([status, description]) => [
        status,
        { description, headers, content },
      ]),
    ),
    303: { description: `Browsers are redirected to ${sendsTo}`, headers },
  };
}

/** The problems of every route, and those of this one. */
function problemsOf({ method, path, operation: { forms, problems = {}, problemsTell = {} } }: Documented) {
  const isForStaff = sessionOf(path) === 'staff';
  const unknown = parametersIn(path)
    .flatMap((name) => parameters[name]?.unknown ?? [])
    .at(-1);
  const staffOnly = {
    401: 'Not signed in',
    403: 'The user’s role doesn’t allow it',
    404: 'No application cycle yet',
  };
  const changing = {
    400: 'Invalid JSON',
    403: 'The form was sent from another website',
    413: 'The body is larger than 128 KB',
    415: 'The body is neither a form nor JSON',
    422: 'The body isn’t an object of fields',
  };
  const said: readonly Readonly<Record<number, string>>[] = [
    ...(isForStaff && unknown ? [{ 404: unknown }] : []),
    problems,
    ...(isForStaff ? [staffOnly] : []),
    ...(method === 'POST' ? [changing] : []),
    ...(forms ? [{ 422: 'One or more fields are invalid; each is named' }] : []),
    {
      500: 'The service failed; try again later',
      503: 'The service is very busy; try again in a few seconds',
    },
  ];
  const byStatus = Map.groupBy(said.flatMap(Object.entries<string>), ([status]) => status);
  return Object.fromEntries(
    [...byStatus].map(([status, told]) => [
      status,
      {
        description: told.map(([, description]) => description).join('; or '),
        ...(status === '503' && { headers: retryAfter }),
        content: problemFaces(problemsTell[Number(status)]),
      },
    ]),
  );
}

const retryAfter = {
  'retry-after': {
    schema: { type: 'integer' },
    description: 'After how many seconds to try again, if known',
  },
};

const problemFaces = (more: GenericSchema | undefined) => ({
  'application/problem+json': {
    schema: more ? problemTelling(more) : { $ref: '#/components/schemas/Problem' },
  },
  'text/html': { schema: { type: 'string' } },
});
