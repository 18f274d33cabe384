import * as v from 'valibot';
import type { ChoiceCertificate, Proof } from '#domain/pairing/problem.ts';
import { levels } from '#domain/program/school.ts';
import { maybe } from './parse-record.ts';

const whole = v.pipe(v.number(), v.integer());
const prices = v.record(v.string(), whole);

const proof: v.GenericSchema<unknown, Proof> = v.lazy(() =>
  v.union([
    v.strictObject({
      split: v.union([
        v.strictObject({ host: v.string(), takes: maybe(v.picklist(levels)), focus: maybe(v.string()) }),
        v.strictObject({ partner: v.string() }),
      ]),
      yes: proof,
      no: proof,
    }),
    v.strictObject({
      per: whole,
      partners: prices,
      place: maybe(whole),
      minimums: maybe(v.array(whole)),
      eitherRole: maybe(prices),
    }),
  ]),
);

/** The proof that no other choice has more points, as scenarios and result files keep it. */
export const choiceCertificateSchema = v.strictObject({
  points: whole,
  proof,
  placed: maybe(whole),
  places: maybe(proof),
}) satisfies v.GenericSchema<unknown, ChoiceCertificate>;
