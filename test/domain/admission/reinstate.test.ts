import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withdrawApplication } from '#domain/admission/apply.ts';
import { reinstateApplication } from '#domain/admission/reinstate.ts';
import { isRefusal } from '#domain/base/change.ts';
import { aCycle, aDraft, anApplication, aWithdrawnApplication } from '../../builders.ts';
import { anyApplication } from '../../store/application-arbitrary.ts';

const cycle = aCycle();
const ruth = { email: 'ruth.lindqvist@example.org', name: 'Ruth Lindqvist' };
const [withdrawnAt, now] = ['2014-05-10T14:00:00.000Z', '2014-05-12T14:00:00.000Z'];

describe('a withdrawn application', () => {
  test('that was submitted is reinstated as it was, with two more lines in its history', () => {
    fc.assert(
      fc.property(anyApplication, (application) => {
        const withdrawn = withdrawApplication(application, withdrawnAt);
        fc.pre(!isRefusal(withdrawn) && application.state !== 'draft');
        if (isRefusal(withdrawn)) return;
        const { planned: _, ...kept } = { planned: undefined, ...application };
        const { applicant, history } = application;
        expect(reinstateApplication(withdrawn.after, cycle, ruth, now)).toEqual({
          after: {
            ...kept,
            history: [
              ...history,
              { at: withdrawnAt, by: applicant.name, what: 'application-withdrawn' },
              { at: now, by: ruth.name, what: 'application-reinstated' },
            ],
          },
          events: [{ type: 'application-reinstated' }],
        });
      }),
    );
  });

  test('that was a draft continues only while drafts are accepted', () => {
    const withdrawn = withdrawApplication(aDraft(), '2014-04-20T14:00:00.000Z');
    if (isRefusal(withdrawn)) throw new Error('A draft can be withdrawn');
    expect(reinstateApplication(withdrawn.after, cycle, ruth, '2014-04-21T14:00:00.000Z')).toMatchObject({
      after: { state: 'draft', answers: aDraft().answers },
    });
    expect(reinstateApplication(withdrawn.after, cycle, ruth, now)).toEqual({ refused: 'cycle-closed' });
  });

  test('stays withdrawn after its year', () => {
    const withdrawn = withdrawApplication(anApplication(), withdrawnAt);
    if (isRefusal(withdrawn)) throw new Error('It can be withdrawn');
    expect(reinstateApplication(withdrawn.after, cycle, ruth, '2016-01-01T14:00:00.000Z')).toEqual({
      refused: 'year-over',
    });
  });

  test('of an older release, which kept no submission, is a draft again', () => {
    expect(
      reinstateApplication(aWithdrawnApplication(), cycle, ruth, '2014-04-21T14:00:00.000Z'),
    ).toMatchObject({
      after: { state: 'draft' },
    });
  });
});

test('no other application can be reinstated', () => {
  for (const application of [aDraft(), anApplication()])
    expect(reinstateApplication(application, cycle, ruth, now)).toEqual({ refused: 'not-withdrawn' });
});
