import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';

export const operations = {
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
