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
    answer: { title: 'The title', lead: 'The first paragraph', sections: 'Headings, paragraphs and lists' },
  },
  accessibility: {
    summary: 'How far everybody can use the pages, and what to do where somebody cannot',
    answer: { title: 'The title', lead: 'The first paragraph', sections: 'Headings, paragraphs and lists' },
  },
} satisfies Record<RoutesOf<'site'>, Operation>;
