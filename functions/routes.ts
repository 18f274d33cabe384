/**
 * Every address of the service, typed. Pages link only through `hrefTo`, and handlers answer only these routes. The stack
 * creates one API Gateway route for each entry.
 */
export type HttpFunction =
  | 'site'
  | 'applications'
  | 'schools'
  | 'reviews'
  | 'pairings'
  | 'visits'
  | 'records'
  | 'threads'
  | 'sign-in';

export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly function: HttpFunction;
};

const get = <P extends `/${string}`, F extends HttpFunction>(fn: F, path: P) =>
  ({ method: 'GET', path, function: fn }) as const;
const post = <P extends `/${string}`, F extends HttpFunction>(fn: F, path: P) =>
  ({ method: 'POST', path, function: fn }) as const;

export const routes = {
  // Anyone can read these
  openapi: get('site', '/openapi.json'),
  privacy: get('site', '/privacy'),
  accessibility: get('site', '/accessibility'),

  // A school applies
  program: get('applications', '/'),
  allQuestions: get('applications', '/apply/questions'),
  askPage: get('applications', '/questions'),
  ask: post('applications', '/questions'),
  asked: get('applications', '/questions/received'),
  chooseRole: get('applications', '/apply'),
  findSchool: get('applications', '/apply/school'),
  nameApplicant: get('applications', '/apply/contact'),
  requestApplication: post('applications', '/applications'),
  linkSent: get('applications', '/apply/link-sent'),
  askForLink: get('applications', '/apply/return'),
  requestLink: post('applications', '/apply/return'),
  openLink: get('applications', '/links/{token}'),
  followLink: post('applications', '/links/{token}'),
  application: get('applications', '/applications/{reference}'),
  question: get('applications', '/applications/{reference}/questions/{topic}'),
  answerQuestion: post('applications', '/applications/{reference}/questions/{topic}'),
  contacts: get('applications', '/applications/{reference}/contacts'),
  changeContacts: post('applications', '/applications/{reference}/contacts'),
  rolePage: get('applications', '/applications/{reference}/role'),
  changeRole: post('applications', '/applications/{reference}/role'),
  checkAnswers: get('applications', '/applications/{reference}/check'),
  submitApplication: post('applications', '/applications/{reference}/submission'),
  submitted: get('applications', '/applications/{reference}/submission'),
  supplyInformationPage: get('applications', '/applications/{reference}/information'),
  supplyInformation: post('applications', '/applications/{reference}/information'),
  askAboutOwnPage: get('applications', '/applications/{reference}/messages'),
  askAboutOwn: post('applications', '/applications/{reference}/messages'),
  withdrawPage: get('applications', '/applications/{reference}/withdrawal'),
  confirmPlace: post('applications', '/applications/{reference}/place'),
  leaveBrowser: post('applications', '/applications/sign-out'),
  optOutPage: get('applications', '/opt-out/{token}'),
  optOut: post('applications', '/opt-out/{token}'),
  withdraw: post('applications', '/applications/{reference}/withdrawal'),

  // A school during its year of visits
  schoolVisits: get('schools', '/applications/{reference}/visits'),
  schoolVisit: get('schools', '/applications/{reference}/visits/{visit}'),
  nameDelegation: post('schools', '/applications/{reference}/visits/{visit}/delegation'),
  proposeDate: post('schools', '/applications/{reference}/visits/{visit}/proposal'),
  reflectionPage: get('schools', '/applications/{reference}/visits/{visit}/reflection'),
  giveReflection: post('schools', '/applications/{reference}/visits/{visit}/reflection'),
  renewCalendar: post('schools', '/applications/{reference}/calendar'),
  calendarFeed: get('schools', '/calendars/{token}'),

  // Staff review and decide
  overview: get('reviews', '/console'),
  queue: get('reviews', '/console/queue'),
  applicationList: get('reviews', '/console/applications'),
  staffApplication: get('reviews', '/console/applications/{reference}'),
  reviewPage: get('reviews', '/console/applications/{reference}/review'),
  recordReview: post('reviews', '/console/applications/{reference}/review'),
  recusePage: get('reviews', '/console/applications/{reference}/recusal'),
  recuse: post('reviews', '/console/applications/{reference}/recusal'),
  requestInformationPage: get('reviews', '/console/applications/{reference}/information-request'),
  requestInformation: post('reviews', '/console/applications/{reference}/information-request'),
  withdrawQuestion: post('reviews', '/console/applications/{reference}/information-request/withdrawal'),
  extendDeadline: post('reviews', '/console/applications/{reference}/extension'),
  addNote: post('reviews', '/console/applications/{reference}/notes'),
  assignReviewer: post('reviews', '/console/applications/{reference}/reviewers'),
  decide: post('reviews', '/console/applications/{reference}/decision'),
  cancelDecision: post('reviews', '/console/applications/{reference}/decision/cancellation'),
  reinstatementPage: get('reviews', '/console/applications/{reference}/reinstatement'),
  reinstate: post('reviews', '/console/applications/{reference}/reinstatement'),
  reversalPage: get('reviews', '/console/applications/{reference}/reversal'),
  reverseDecision: post('reviews', '/console/applications/{reference}/reversal'),
  decideTogetherPage: get('reviews', '/console/decisions'),
  decideTogether: post('reviews', '/console/decisions'),
  finalAnswersPage: get('reviews', '/console/final-answers'),
  giveFinalAnswers: post('reviews', '/console/final-answers'),
  confirmPlaceFor: post('reviews', '/console/applications/{reference}/place'),
  extendPlace: post('reviews', '/console/applications/{reference}/place/extension'),
  reviewers: get('reviews', '/console/reviewers'),
  calibration: get('reviews', '/console/reviewers/calibration'),
  addReviewer: post('reviews', '/console/reviewers'),
  planLeave: post('reviews', '/console/reviewers/leave'),
  removeReviewer: post('reviews', '/console/reviewers/removal'),
  conflicts: get('reviews', '/console/reviewers/conflicts'),
  declareConflict: post('reviews', '/console/reviewers/conflicts'),
  withdrawConflict: post('reviews', '/console/reviewers/conflicts/removal'),

  // The director pairs hosts and partners
  pairing: get('pairings', '/console/pairing'),
  askForProposal: post('pairings', '/console/pairing'),
  requestPage: get('pairings', '/console/pairing/request'),
  comparison: get('pairings', '/console/pairing/comparison'),
  proposal: get('pairings', '/console/pairing/{scenario}'),
  proofFile: get('pairings', '/console/pairing/{scenario}/proof/{file}'),
  replay: post('pairings', '/console/pairing/{scenario}/replay'),
  board: get('pairings', '/console/pairing/{scenario}/board'),
  movePartner: post('pairings', '/console/pairing/{scenario}/moves'),
  undoMove: post('pairings', '/console/pairing/{scenario}/undo'),
  redoMove: post('pairings', '/console/pairing/{scenario}/redo'),
  addRuling: post('pairings', '/console/pairing/{scenario}/rulings'),
  liftRuling: post('pairings', '/console/pairing/{scenario}/rulings/removal'),
  scenarioFacilitators: get('pairings', '/console/pairing/{scenario}/facilitators'),
  assignFacilitators: post('pairings', '/console/pairing/{scenario}/facilitators'),
  assignAllFacilitators: post('pairings', '/console/pairing/{scenario}/facilitators/all'),
  publicationPage: get('pairings', '/console/pairing/{scenario}/publication'),
  publishPairing: post('pairings', '/console/pairing/{scenario}/publication'),
  facilitators: get('pairings', '/console/facilitators'),
  addFacilitator: post('pairings', '/console/facilitators'),
  removeFacilitator: post('pairings', '/console/facilitators/removal'),

  // Partnerships, after the pairings are published
  partnerships: get('pairings', '/console/partnerships'),
  partnership: get('pairings', '/console/partnerships/{partnership}'),
  repairPage: get('pairings', '/console/partnerships/{partnership}/repair'),
  handoverPage: get('pairings', '/console/partnerships/{partnership}/facilitator'),
  handOver: post('pairings', '/console/partnerships/{partnership}/facilitator'),
  repairPartnership: post('pairings', '/console/partnerships/{partnership}/repair'),

  // A year of visits
  visits: get('visits', '/console/visits'),
  visitPlanPage: get('visits', '/console/visits/plan'),
  publishVisitPlan: post('visits', '/console/visits/plan'),
  visitCalendar: get('visits', '/console/visits/calendar'),
  renewFacilitatorCalendar: post('visits', '/console/visits/subscription'),
  coaching: get('visits', '/console/visits/coaching'),
  bookCoaching: post('visits', '/console/visits/coaching'),
  changeCoaching: post('visits', '/console/visits/coaching/{session}'),
  cancelCoaching: post('visits', '/console/visits/coaching/{session}/cancellation'),
  lostDayPage: get('visits', '/console/visits/lost-day'),
  loseDay: post('visits', '/console/visits/lost-day'),
  regainDay: post('visits', '/console/visits/lost-day/removal'),
  repairVisitsPage: get('visits', '/console/visits/repair'),
  repairVisits: post('visits', '/console/visits/repair'),
  daysOffPage: get('visits', '/console/visits/days-off'),
  setDaysOff: post('visits', '/console/visits/days-off'),
  bookVisitPage: get('visits', '/console/partnerships/{partnership}/visits/booking'),
  bookVisit: post('visits', '/console/partnerships/{partnership}/visits/booking'),
  arcPage: get('visits', '/console/partnerships/{partnership}/arc'),
  setArc: post('visits', '/console/partnerships/{partnership}/arc'),
  visit: get('visits', '/console/partnerships/{partnership}/visits/{visit}'),
  moveVisitPage: get('visits', '/console/partnerships/{partnership}/visits/{visit}/move'),
  moveVisit: post('visits', '/console/partnerships/{partnership}/visits/{visit}/move'),
  cancelVisit: post('visits', '/console/partnerships/{partnership}/visits/{visit}/cancellation'),
  changeVisit: post('visits', '/console/partnerships/{partnership}/visits/{visit}/details'),
  themeVisit: post('visits', '/console/partnerships/{partnership}/visits/{visit}/theme'),
  declineDate: post('visits', '/console/partnerships/{partnership}/visits/{visit}/decline'),
  recordVisit: post('visits', '/console/partnerships/{partnership}/visits/{visit}/record'),

  // Directors export records
  exportPage: get('records', '/console/export'),
  exportFile: get('records', '/console/export/{file}'),

  // Directors handle emails that were not delivered
  undelivered: get('records', '/console/letters'),
  settleLetter: post('records', '/console/letters/{letter}/settlement'),
  contactPage: get('records', '/console/letters/{letter}/contact'),
  applicationContact: get('records', '/console/applications/{reference}/contact'),
  changeContact: post('records', '/console/applications/{reference}/contact'),
  correctContact: post('records', '/console/letters/{letter}/contact'),
  heldLetters: get('records', '/console/held-letters'),
  heldLetter: get('records', '/console/held-letters/{letter}'),

  // Staff read what people ask, and reply
  threads: get('threads', '/console/questions'),
  thread: get('threads', '/console/questions/{thread}'),
  assignThread: post('threads', '/console/questions/{thread}/assignment'),
  replyToThread: post('threads', '/console/questions/{thread}/reply'),
  closeThread: post('threads', '/console/questions/{thread}/closing'),
  publishAnswerPage: get('threads', '/console/questions/{thread}/publication'),
  publishAnswer: post('threads', '/console/questions/{thread}/publication'),
  removeAnswer: post('threads', '/console/questions/{thread}/publication/removal'),
  reopenThread: post('threads', '/console/questions/{thread}/reopening'),

  // Directors invite schools to apply
  mailings: get('threads', '/console/invitations'),
  addContacts: post('threads', '/console/invitations'),
  mailing: get('threads', '/console/invitations/{mailing}'),
  sendMailing: post('threads', '/console/invitations/{mailing}/sending'),

  // Staff sign in
  signIn: get('sign-in', '/sign-in'),
  signInCallback: get('sign-in', '/sign-in/callback'),
  signOut: post('sign-in', '/sign-out'),
} satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** The names of the routes that one function answers. */
export type RoutesOf<F extends HttpFunction> = {
  [N in RouteName]: (typeof routes)[N]['function'] extends F ? N : never;
}[RouteName];

type Parameters<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & Parameters<Rest>
  : unknown;

/** API Gateway's name of a route, for example `GET /applications/{reference}`. */
export const routeKey = ({ method, path }: Route) => `${method} ${path}`;

/** The address of a route, with encoded parameters. Undefined `query` entries are left out. */
export function hrefTo<N extends RouteName>(
  name: N,
  parameters: Parameters<(typeof routes)[N]['path']>,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const values = new Map<string, unknown>(Object.entries(Object(parameters)));
  const path = routes[name].path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(values.get(key))),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]): [string, string][] =>
      value === undefined ? [] : [[key, value]],
    ),
  ).toString();
  return search ? `${path}?${search}` : path;
}
