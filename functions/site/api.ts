import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { listOf, maybe, named, text } from '../../shared/api/words.ts';
import type { RoutesOf } from '../routes.ts';

const pageOfText = named(
  'Text',
  v.object({
    title: text('The title'),
    lead: text('The first paragraph'),
    sections: listOf(
      v.object({ heading: v.string(), paragraphs: v.array(v.string()), list: maybe(v.array(v.string())) }),
      'Headings, paragraphs and lists',
    ),
  }),
);

export const operations = {
  openapi: {
    summary: 'This document',
    answer: v.looseObject({ openapi: text('The version of OpenAPI that it follows') }),
  },
  privacy: { summary: 'What is stored of whom, for how long, and who sees it', answer: pageOfText },
  accessibility: {
    summary: 'How far everybody can use the pages, and what to do where somebody cannot',
    answer: pageOfText,
  },
} satisfies Record<RoutesOf<'site'>, Operation>;
