import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';

export const operations = {
  exportPage: {
    summary: 'What can be taken out of the cycle',
    session: 'staff',
    answer: {
      cycle: 'The id of the cycle',
      applications: 'How many applications there are',
      partnerships: 'How many partnerships there are',
      leftOut: 'Applications that whoever is signed in must not see',
      files: 'The name of each file',
    },
  },
  exportFile: {
    summary: 'The cycle as a workbook (`2014.xlsx`), as JSON, or one of its sheets as CSV',
    session: 'staff',
    answer: {},
    problems: { 404: 'There is no such file', 413: 'The cycle is too large for a download' },
  },
} satisfies Record<RoutesOf<'records'>, Operation>;
