import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { attentionOf, attentionTo, visitsAhead } from '#domain/visits/attention.ts';
import { facilitatorsIn } from '#domain/visits/schedule.ts';
import { showPage } from '#http/answer.ts';
import { isDirector } from '#http/staff-access.tsx';
import { type Names, namesIn, sayFault } from '#text/visits.ts';
import { withSetting } from '../access.ts';
import { type Glance, VisitsPage } from './page.tsx';

/** The overview: what needs attention and what comes next. Your own partnerships come first; directors also see all others. */
export const visits = withSetting((request) => {
  const { setting, staff, today } = request;
  const all = attentionTo(setting, today);
  const glanceOf = (isOne: (partnership: Partnership) => boolean): Glance => ({
    attention: attentionOf(all, isOne),
    ahead: visitsAhead(setting.partnerships.filter(isOne), today),
  });
  const isMine = ({ facilitator }: Partnership) => facilitator.email === staff.email;
  const mine = facilitatorsIn(setting).includes(staff.email) ? glanceOf(isMine) : undefined;
  const others = isDirector(staff) ? glanceOf((one) => !isMine(one)) : undefined;
  const names = namesIn(setting.partnerships);
  return showPage(<VisitsPage request={request} mine={mine} others={others} />, {
    mine: mine ? told(mine, names) : null,
    others: others ? told(others, names) : null,
  });
});

const placed = ({ partnership, visit }: { readonly partnership: Partnership; readonly visit: Visit }) => ({
  partnership: partnership.host.reference,
  host: partnership.host.id,
  visit: visit.number,
  date: visit.date,
});

const told = ({ attention, ahead }: Glance, names: Names) => ({
  withdrawals: attention.withdrawals.map(({ partnership, schools, waiting }) => ({
    partnership: partnership.host.reference,
    host: partnership.host.id,
    schools: schools.map(({ id }) => id),
    visits: waiting.map(({ number }) => number),
  })),
  clashes: attention.clashes.map((clash) => ({
    ...placed(clash),
    faults: clash.faults.map((fault) => ({ kind: fault.kind, statement: sayFault(fault, names) })),
  })),
  debts: attention.debts.map(({ partnership, between, count }) => ({
    partnership: partnership.host.reference,
    host: partnership.host.id,
    ...between,
    count,
  })),
  proposals: attention.proposals.map((one) => ({ ...placed(one), proposal: one.proposal })),
  unnoted: attention.unnoted.map(placed),
  unplanned: attention.unplanned.map(({ host }) => host.id),
  next: ahead.soon.map(placed),
  later: ahead.later.map(placed),
});
