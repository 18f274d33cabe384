import * as v from 'valibot';
import { isEmail } from '#domain/base/email.ts';

/** Schemas with descriptions, for answers in the OpenAPI document. Only the build reads them. */

/** The schema with a description. */
export const said = <const S extends v.GenericSchema>(schema: S, meaning: string) =>
  v.pipe(schema, v.description(meaning));

/** A shape in several answers. The document contains it once, under this name, and refers to it. */
export const named = <const S extends v.GenericSchema>(name: string, schema: S) =>
  v.pipe(schema, v.title(`#/components/schemas/${name}`));

export const text = (meaning: string) => said(v.string(), meaning);
export const flag = (meaning: string) => said(v.boolean(), meaning);
export const oneOf = <const T extends string>(options: readonly T[], meaning: string) =>
  said(v.picklist(options), meaning);

/** A whole number, 0 or more. */
export const count = (meaning: string) => said(v.pipe(v.number(), v.integer(), v.minValue(0)), meaning);

export const whole = (meaning: string) => said(v.pipe(v.number(), v.integer()), meaning);

/** An instant in UTC, like `2014-05-02T21:00:00.000Z`. */
export const instant = (meaning: string) => said(v.pipe(v.string(), v.isoTimestamp()), meaning);

/** Like `2014-05-02`. */
export const day = (meaning: string) => said(v.pipe(v.string(), v.isoDate()), meaning);
export const days = (meaning: string) => listOf(v.pipe(v.string(), v.isoDate()), meaning);

export const email = (meaning: string) => said(v.pipe(v.string(), v.check(isEmail)), meaning);

/** A URL with its origin. */
export const address = (meaning: string) => said(v.pipe(v.string(), v.url()), meaning);

export const texts = (meaning: string) => listOf(v.string(), meaning);
export const listOf = <const S extends v.GenericSchema>(schema: S, meaning: string) =>
  said(v.array(schema), meaning);

/** Left out if there is no value. */
export const maybe = <const S extends v.GenericSchema>(schema: S) => v.exactOptional(schema);
