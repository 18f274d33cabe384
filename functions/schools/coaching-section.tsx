import { type CalendarDate, sayDate } from '../../shared/domain/base/time.ts';
import type { Cycle } from '../../shared/domain/program/cycle.ts';
import type { VisitYear } from '../../shared/domain/visits/visit-year.ts';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { sayVisitHours } from './words.ts';

type CoachingSectionProps = {
  readonly year: VisitYear;
  readonly cycle: Cycle;
  readonly today: CalendarDate;
};

/** Coaching sessions for all principals, from today. */
export function CoachingSection({ year, cycle, today }: CoachingSectionProps) {
  const ahead = year.coaching
    .filter(({ state, date }) => state === 'booked' && date >= today)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  if (ahead.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Leadership coaching</h2>
      <p class="govuk-body">For principals at all schools.</p>
      <SummaryList
        rows={ahead.map((session) => ({
          key: sayDate(session.date),
          value: (
            <>
              <strong dir="auto">{session.title}</strong>
              <br />
              {sayVisitHours(cycle.program.timeZone, session)}
              {session.place !== '' && (
                <>
                  <br />
                  <bdi>{session.place}</bdi>
                </>
              )}
            </>
          ),
        }))}
      />
    </>
  );
}
