import * as v from 'valibot';
import { levels, ratings, type School } from '#domain/program/school.ts';
import { list, maybe, type Parser, text } from './parse-record.ts';

/** A file of its own: functions without applications load it too. */
const percent = v.number();

export const schoolSchema = v.object({
  id: text,
  name: text,
  levels: list(v.picklist(levels)),
  grades: list(text),
  region: text,
  neighborhood: maybe(text),
  kind: maybe(text),
  location: maybe(v.object({ latitude: v.number(), longitude: v.number() })),
  enrollment: maybe(v.number()),
  demographics: v.object({
    poverty: maybe(percent),
    black: maybe(percent),
    hispanic: maybe(percent),
    studentsWithDisabilities: maybe(percent),
    englishLanguageLearners: maybe(percent),
    chronicallyAbsent: maybe(percent),
  }),
  principalYearsHere: maybe(v.number()),
  qualityReview: maybe(v.object({ lowest: v.picklist(ratings), when: maybe(text) })),
  fullyScreened: maybe(v.boolean()),
}) satisfies Parser<School>;

export const directoryPageSchema = v.object({
  schools: list(v.object({ id: text, name: text, region: text, levels: list(v.picklist(levels)) })),
});
