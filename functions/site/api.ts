import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { listOf, maybe, named, text } from '#api/schema.ts';
import type { RoutesOf } from '#routes.ts';

const pageOfText = named(
  'Text',
  v.object({
    title: text('The title'),
    lead: text('The first paragraph'),
    sections: listOf(
      v.object({ heading: v.string(), paragraphs: v.array(v.string()), list: maybe(v.array(v.string())) }),
      'Headings, paragraphs, and lists',
    ),
  }),
);

export const operations = {
  openapi: {
    summary: 'This document',
    answer: v.looseObject({ openapi: text('The OpenAPI version') }),
  },
  privacy: {
    summary: 'The privacy statement: what is stored, for how long, and who can see it',
    answer: pageOfText,
  },
  accessibility: {
    summary: 'The accessibility statement, and what to do if something doesn’t work',
    answer: pageOfText,
  },
} satisfies Record<RoutesOf<'site'>, Operation>;
