/**
 * Every Lambda function and its entry file. The bundle writes `dist/functions/<name>/index.mjs`, the stack
 * deploys that folder, and the local runner runs it.
 */
export const entries = {
  site: 'functions/site/handler.ts',
  applications: 'functions/applications/handler.ts',
  schools: 'functions/schools/handler.ts',
  reviews: 'functions/reviews/handler.ts',
  pairings: 'functions/pairings/handler.ts',
  visits: 'functions/visits/handler.ts',
  records: 'functions/records/handler.ts',
  threads: 'functions/threads/handler.ts',
  'sign-in': 'functions/sign-in/handler.ts',
  solver: 'functions/solver/handler.ts',
  'notifications/from-stream': 'functions/notifications/from-stream.ts',
  'notifications/from-mail-feedback': 'functions/notifications/from-mail-feedback.ts',
  'notifications/from-inbox': 'functions/notifications/from-inbox.ts',
  'notifications/from-night': 'functions/notifications/from-night.ts',
  'notifications/from-schedule': 'functions/notifications/from-schedule.ts',
} as const;

export type FunctionName = keyof typeof entries;

/** The names in order of declaration, typed. */
export const functionNames = [
  'site',
  'applications',
  'schools',
  'reviews',
  'pairings',
  'visits',
  'records',
  'threads',
  'sign-in',
  'solver',
  'notifications/from-stream',
  'notifications/from-mail-feedback',
  'notifications/from-inbox',
  'notifications/from-night',
  'notifications/from-schedule',
] as const satisfies readonly FunctionName[];

/** The folder, next to the functions' folders, with the files that pages link to as `/assets/…`. */
export const assetsFolder = 'assets';

/** Functions with more than one file: an `import()` loads a part when it is first needed. */
export const inParts: readonly FunctionName[] = [
  'site',
  'applications',
  'schools',
  'reviews',
  'pairings',
  'visits',
  'records',
  'threads',
  'sign-in',
  'notifications/from-stream',
  'notifications/from-schedule',
];

/**
 * Functions whose packages have subclasses with arrow functions in their constructors. Turned into plain functions, these
 * would use `this` before `super()`.
 */
export const withArrows: readonly FunctionName[] = ['notifications/from-inbox'];
