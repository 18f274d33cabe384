import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';

export const operations = {
  asset: {
    summary: 'A style sheet or picture of the pages; its address changes with its content',
    answer: {},
    problems: { 404: 'There is no such file' },
  },
  openapi: { summary: 'This document', answer: { openapi: '3.1' } },
  privacy: {
    summary: 'What is stored of whom, for how long, and who sees it',
    answer: { sections: 'The headings and paragraphs of the page' },
  },
  accessibility: {
    summary: 'How far everybody can use the pages, and what to do where somebody cannot',
    answer: { sections: 'The headings and paragraphs of the page' },
  },
} satisfies Record<RoutesOf<'site'>, Operation>;
