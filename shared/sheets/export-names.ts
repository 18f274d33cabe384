/** The files that a cycle can be exported to. JSON has everything as it is stored; sheets have what people look at. */
export const exportFormats = [
  'xlsx',
  'json',
  'applications.csv',
  'answers.csv',
  'questions.csv',
  'reviews.csv',
  'decisions.csv',
  'partnerships.csv',
  'visits.csv',
  'reflections.csv',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** "2014-applications.csv", "2014.xlsx" */
export const exportName = (cycleId: string, format: ExportFormat): string =>
  `${cycleId}${format.endsWith('.csv') ? '-' : '.'}${format}`;
