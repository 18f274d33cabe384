import { describe, expect, test } from 'vitest';
import {
  developmentOnly,
  forbiddenImports,
  importCycles,
  namesWithTwoEndings,
  partsLoadedFirst,
  runByBoth,
} from './import-rules.ts';
import { manifest } from './manifest.ts';
import { readSources } from './source.ts';

const sources = readSources('shared', 'functions', 'infra', 'test');

describe('the source of this project', () => {
  test('keeps every import rule', () => expect(forbiddenImports(sources)).toEqual([]));
  test('has no import cycle', () => expect(importCycles(sources)).toEqual([]));
  test('loads a part only when it is asked for', () =>
    expect(partsLoadedFirst(readSources('shared', 'functions', 'infra'))).toEqual([]));
  test('has one ending for each file name', () =>
    expect(namesWithTwoEndings(readSources('shared', 'functions', 'infra').keys())).toEqual([]));
  test('deploys no development dependency', () =>
    expect(developmentOnly(sources, Object.keys(manifest.dependencies))).toEqual([]));
  test('lets the checker and the solver of a pairing share only the problem, the score, and the distance', () =>
    expect(
      runByBoth(sources, 'shared/domain/pairing/check/check.ts', 'shared/domain/pairing/solver/solve.ts'),
    ).toEqual([
      // How to say counts and lists.
      'shared/domain/base/wording.ts',
      'shared/domain/pairing/geography.ts',
      'shared/domain/pairing/problem.ts',
      'shared/domain/pairing/score.ts',
      // The parts of a score.
      'shared/domain/program/program.ts',
      // The names and order of levels.
      'shared/domain/program/school.ts',
    ]));
});

describe('a planted import is caught:', () => {
  const planted: readonly (readonly [file: string, text: string, because: RegExp])[] = [
    ['shared/domain/cycle.ts', "import { now } from '../store/table.ts'", /alone/],
    ['shared/domain/cycle.ts', "import { readFileSync } from 'node:fs'", /alone/],
    ['shared/domain/cycle.ts', "import type { Letter } from '../letters/letter.ts'", /alone/],
    ['shared/domain/cycle.ts', "export { h } from 'preact'", /alone/],
    ['shared/domain/cycle.ts', "export * from 'valibot'", /alone/],
    ['shared/domain/cycle.ts', "const later = () => import('../store/table.ts')", /alone/],
    ['shared/domain/cycle.ts', 'const later = (name: string) => import(name)', /alone/],
    ['shared/domain/cycle.ts', "type Page = import('preact').VNode", /alone/],
    ['shared/domain/pairing/solver/solve.ts', "import { scoreOf } from '../score.ts'", /second opinion/],
    ['shared/letters/receipt.ts', "import { Button } from '../ui/button.tsx'", /words about an event/],
    ['shared/invitations/invitation.ts', "import { send } from '../mail/mail.ts'", /words of calendars/],
    ['shared/ui/button.tsx', "import { hrefTo } from '../../functions/routes.ts'", /know no address/],
    ['shared/ui/button.tsx', "import { load } from '../store/table.ts'", /fetch nothing/],
    ['shared/security/link.ts', "import { KMS } from '@aws-sdk/client-kms'", /only shared\/store/],
    ['functions/reviews/handler.ts', "import type { SES } from '@aws-sdk/client-ses'", /only shared\/store/],
    ['functions/http.ts', "import { unmarshall } from '@aws-sdk/util-dynamodb'", /only shared\/store/],
    ['infra/data-stack.ts', "import { SES } from '@aws-sdk/client-ses'", /only shared\/store/],
    ['shared/domain/pairing/selection.ts', "import load from 'highs'", /alone/],
    ['functions/solver/handler.ts', "const later = () => import('highs')", /can be replaced/],
    ['infra/cli/pair.ts', "import type { Highs } from 'highs'", /can be replaced/],
    ['shared/optimizer/highs.ts', "import { load } from '../store/table.ts'", /states/],
    ['shared/domain/admission/apply.ts', "import type { Event } from '#domain/events.ts'", /its own events/],
    [
      'shared/store/dynamo-table.ts',
      "import { routes } from '../../functions/routes.ts'",
      /serves every function/,
    ],
    ['functions/site/handler.ts', "import { entries } from '../../infra/entries.ts'", /into the cloud/],
    ['functions/site/handler.ts', "import { queue } from '../reviews/queue.ts'", /one by one/],
    ['functions/http.ts', "import { queue } from './reviews/queue.ts'", /common to all/],
    ['functions/http/fields.ts', "import { queue } from '../reviews/queue.ts'", /common to all/],
    ['infra/service-stack.ts', "import { handler } from '../functions/site/handler.ts'", /never its code/],
    [
      'infra/cli/doctor.ts',
      "import { queue } from '../../functions/reviews/pages/queue.tsx'",
      /never its code/,
    ],
    ['functions/reviews/forms.ts', "import { hint } from '../http/hint.tsx'", /no JSX/],
    [
      'infra/local/service.ts',
      "import { seedDistrict } from '../cli/seed.ts'",
      /commands join the rooms of infra/,
    ],
    [
      'infra/local/service.ts',
      "import { launch } from '../../test/browser/browser.ts'",
      /depend on the tests/,
    ],
  ];

  test.each(planted)('%s: %s', (file, text, because) => {
    const found = forbiddenImports(new Map([[file, `\n${text};`]]));
    expect(found).toContainEqual(expect.stringMatching(because));
    expect(found).toContainEqual(expect.stringContaining(`${file}:2 imports `));
  });

  test('allowed imports pass', () => {
    const allowed = new Map([
      ['shared/domain/cycle.ts', "import { hours } from './time.ts'"],
      ['shared/store/dynamo-table.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'"],
      [
        'shared/optimizer/highs.ts',
        "import load from 'highs'; import type { MilpModel } from '../domain/pairing/selection-milp.ts'",
      ],
      [
        'functions/reviews/handler.ts',
        "import { routes } from '../routes.ts'; import { rows } from './rows.ts'; import '../http/fields.ts'",
      ],
      ['infra/service-stack.ts', "import type { Env } from '../functions/reviews/env.ts'"],
      ['infra/cli/start.ts', "import { startLocal } from '../local/service.ts'"],
      ['infra/local/service.ts', "import { SESClient } from '@aws-sdk/client-ses'"],
    ]);
    expect(forbiddenImports(allowed)).toEqual([]);
  });

  test('a cycle, even one of types alone', () => {
    const cycle = new Map([
      ['shared/domain/a.ts', "import { b } from './b.ts'"],
      ['shared/domain/b.ts', "import './c.ts'"],
      ['shared/domain/c.ts', "import type { A } from './a.ts'"],
    ]);
    expect(importCycles(cycle)).toEqual([
      'shared/domain/a.ts → shared/domain/b.ts → shared/domain/c.ts → shared/domain/a.ts',
    ]);
  });

  test('a part that is loaded at once, but not its types', () => {
    const files = new Map([
      [
        'functions/a/handler.ts',
        "import './b.part.ts'; import('./b.part.ts'); import type { B } from './b.part.ts'",
      ],
    ]);
    expect(partsLoadedFirst(files)).toEqual([
      'functions/a/handler.ts:1 imports functions/a/b.part.ts at once, not by import()',
    ]);
  });

  test('a name with two endings', () => {
    expect(namesWithTwoEndings(['shared/a/x.ts', 'functions/b/x.tsx', 'shared/a/y.ts'])).toEqual(['x']);
  });

  test('files that two files both run, at any distance, but no types', () => {
    const shared = new Map([
      ['shared/domain/a.ts', "import { c } from './c.ts'; import type { E } from './e.ts'"],
      ['shared/domain/b.ts', "import './d.ts'; import { type E } from './e.ts'"],
      ['shared/domain/c.ts', "import './d.ts'"],
    ]);
    expect(runByBoth(shared, 'shared/domain/a.ts', 'shared/domain/b.ts')).toEqual(['shared/domain/d.ts']);
  });

  test('a development tool in deployed code', () => {
    const tool = new Map([
      ['functions/http.ts', "import fc from 'fast-check'; import * as v from 'valibot'"],
    ]);
    expect(developmentOnly(tool, ['valibot'])).toEqual([
      'functions/http.ts:1 imports fast-check, which is not under "dependencies"',
    ]);
  });
});
