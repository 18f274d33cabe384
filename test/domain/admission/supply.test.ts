import { describe, expect, test } from 'vitest';
import { summaryOf } from '#domain/admission/summary.ts';
import { gapsOf, supplyOf } from '#domain/admission/supply.ts';
import type { Level } from '#domain/program/school.ts';
import { sayGap } from '#text/pairing.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aProgram,
  aSchool,
  aWithdrawnApplication,
  hostAnswers,
  partnerAnswers,
} from '../../builders.ts';

const program = aProgram({ regions: ['Bronx', 'Queens'] });

type Asked = { readonly region: string; readonly levels: readonly Level[]; readonly area: string };

const host = ({ region, levels, area }: Asked, capacity = 2) =>
  summaryOf(program, {
    ...anApplication({ school: aSchool({ region, levels }) }),
    role: 'host',
    answers: hostAnswers({ practices: { focusAreas: [area], evidence: '' }, hosting: { capacity } }),
  });

const partner = ({ region, levels, area }: Asked) =>
  summaryOf(program, {
    ...anApplication({ school: aSchool({ region, levels }) }),
    role: 'partner',
    answers: partnerAnswers({ improvement: { focusAreas: [area], goal: '', strengths: '' } }),
  });

const bronxMiddle = { region: 'Bronx', levels: ['middle'], area: 'disabilities' } as const;

describe('supply and demand', () => {
  test('counts places and partners in each of a school’s levels, and the school once in total', () => {
    const summaries = [
      host({ ...bronxMiddle, levels: ['middle', 'high'] }, 5),
      partner(bronxMiddle),
      partner({ ...bronxMiddle, region: 'Queens' }),
    ];
    const { all, areas, regions } = supplyOf(summaries, program, 'applied');
    expect(all.total).toEqual({ hosts: 1, places: 5, partners: 2 });
    expect(all.byLevel).toEqual([
      { level: 'elementary', hosts: 0, places: 0, partners: 0 },
      { level: 'middle', hosts: 1, places: 5, partners: 2 },
      { level: 'high', hosts: 1, places: 5, partners: 0 },
    ]);
    expect(areas.find(({ name }) => name === 'Supporting students with disabilities')?.total).toEqual(
      all.total,
    );
    expect(regions.map(({ total }) => total.partners)).toEqual([1, 1]);
  });

  test('leaves out drafts, declined, and withdrawn applications, and for the accepted stage all others', () => {
    const summaries = [
      aDraft(),
      aWithdrawnApplication(),
      aDecidedApplication({ decision: aDecision({ outcome: 'declined' }) }),
      anApplication(),
      aDecidedApplication(),
    ].map((application) => summaryOf(program, application));
    expect(supplyOf(summaries, program, 'applied').all.total.hosts).toBe(2);
    expect(supplyOf(summaries, program, 'accepted').all.total.hosts).toBe(1);
  });

  test('counts a host without an answer with the usual number', () => {
    const { places: _, ...summary } = host(bronxMiddle, 7);
    expect(supplyOf([summary], program, 'applied').all.total.places).toBe(program.capacity.usual);
  });
});

describe('a gap', () => {
  test('names its region if another region has a host', () => {
    const summaries = [
      partner(bronxMiddle),
      partner(bronxMiddle),
      host({ ...bronxMiddle, region: 'Queens' }),
    ];
    expect(gapsOf(summaries, program, 'applied').map(sayGap)).toEqual([
      'Bronx: no middle-school host for supporting students with disabilities, but 2 partners want it.',
    ]);
  });

  test('appears once for the whole district if no region has a host, and comes first', () => {
    const summaries = [
      partner(bronxMiddle),
      host({ ...bronxMiddle, region: 'Queens' }),
      partner({ ...bronxMiddle, levels: ['high'] }),
      partner({ ...bronxMiddle, levels: ['high'], region: 'Queens' }),
    ];
    expect(gapsOf(summaries, program, 'applied').map(sayGap)).toEqual([
      'No high-school host for supporting students with disabilities, but 2 partners want it.',
      'Bronx: no middle-school host for supporting students with disabilities, but 1 partner wants it.',
    ]);
  });

  test('is none without demand', () => {
    expect(gapsOf([host(bronxMiddle)], program, 'applied')).toEqual([]);
  });
});
