/**
 * Every Lambda function and the file it begins in. The bundle writes `dist/functions/<name>/index.mjs`,
 * the stack deploys that folder, and the local runner runs it.
 */
export const entries = {
  site: 'functions/site/handler.ts',
  applications: 'functions/applications/handler.ts',
  schools: 'functions/schools/handler.ts',
  reviews: 'functions/reviews/handler.ts',
  pairings: 'functions/pairings/handler.ts',
  visits: 'functions/visits/handler.ts',
  records: 'functions/records/handler.ts',
  'sign-in': 'functions/sign-in/handler.ts',
  solver: 'functions/solver/handler.ts',
  'notifications/from-stream': 'functions/notifications/from-stream.ts',
  'notifications/from-mail-feedback': 'functions/notifications/from-mail-feedback.ts',
  'notifications/from-night': 'functions/notifications/from-night.ts',
  'notifications/from-schedule': 'functions/notifications/from-schedule.ts',
} as const;

export type FunctionName = keyof typeof entries;

/** The names in the order of declaration, typed. */
export const functionNames = [
  'site',
  'applications',
  'schools',
  'reviews',
  'pairings',
  'visits',
  'records',
  'sign-in',
  'solver',
  'notifications/from-stream',
  'notifications/from-mail-feedback',
  'notifications/from-night',
  'notifications/from-schedule',
] as const satisfies readonly FunctionName[];

/** Beside the folders of the functions, the one with the files that pages link to, as `/assets/…`. */
export const assetsFolder = 'assets';

/** Functions of which a part is loaded when it is first needed, by an `import()`: more than one file each. */
export const inParts: readonly FunctionName[] = [
  'site',
  'schools',
  'reviews',
  'pairings',
  'visits',
  'records',
  'notifications/from-stream',
  'notifications/from-schedule',
];
