import { type Change, isRefusal } from '#domain/base/change.ts';
import { sayMoment } from '#domain/base/time.ts';
import {
  cautionsBefore,
  leftOutOf,
  obstaclesTo,
  type PublicationRefusal,
  publishPairing as publish,
  type Surroundings,
} from '#domain/pairing/scenario/publish.ts';
import type { PublicationEvent } from '#domain/partnership/events.ts';
import { type PublishedPairing, partnershipsOf } from '#domain/partnership/partnership.ts';
import { type Answer, seeOther, showChanged, showPage, showProblem } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { letterShown } from '#http/letter-preview.tsx';
import { staffProblem } from '#http/staff-access.tsx';
import { partnershipLetters } from '#letters/partnership-letters.ts';
import { hrefTo } from '#routes.ts';
import { sayWhy } from '#text/pairing.ts';
import { addresses, store } from '../access.ts';
import { done } from '../done.ts';
import { publicationFields } from '../forms.ts';
import { noScenario } from '../refusals.tsx';
import { type AboutProposal, withProposal } from '../scenario-access.ts';
import { withRulesOf } from '../text.tsx';
import { BlockedPage } from './blocked.tsx';
import { type PartnershipLetters, PublicationPage } from './page.tsx';

/** Every letter that publishing would send, or why the plan can't be published. */
export const publicationPage = withProposal(async (request) => preview(request, {}));

async function preview(request: AboutProposal, { isChanged = false }): Promise<Answer> {
  const { scenario, staff, cycle, now } = request;
  const surroundings = await surroundingsOf(request);
  const outcome = publish(scenario, surroundings, staff, now);
  if (isRefusal(outcome)) return refusal(request, outcome.refused, surroundings);
  const letters = lettersOf(outcome, request);
  const leftOut = leftOutOf(outcome.after.partnerships, surroundings.applications);
  const { partnerships } = outcome.after;
  const cautions = cautionsBefore(partnerships, surroundings.applications, cycle, now);
  const page = <PublicationPage {...{ request, letters, leftOut, cautions, isChanged }} />;
  const data = {
    id: scenario.id,
    version: scenario.version,
    changed: isChanged,
    cycle: cycle.id,
    letters: letters.flatMap((one) => one.letters.map(letterShown)),
    withoutHost: leftOut.partners.map(({ school }) => school.id),
    withoutPartner: leftOut.hosts.map(({ school }) => school.id),
    beforeDeadline: cautions.isOpen,
    undecided: cautions.undecided,
    unconfirmed: cautions.unconfirmed.map(({ reference }) => reference),
  };
  return isChanged ? showChanged(page, data) : showPage(page, data);
}

async function surroundingsOf({ cycle, scenario }: AboutProposal): Promise<Surroundings> {
  const [applications, roster, published] = await Promise.all([
    store.applications(cycle.id),
    store.roster(cycle.id),
    store.publishedPairing(cycle.id),
  ]);
  return {
    sayWhy: (host, partner) => sayWhy(host, partner, withRulesOf(scenario, cycle.program)),
    applications,
    facilitators: roster.facilitators,
    published,
  };
}

const lettersOf = (
  { after }: Change<PublishedPairing, PublicationEvent>,
  { cycle }: AboutProposal,
): readonly PartnershipLetters[] =>
  partnershipsOf(after).map((change) => ({
    partnership: change.after,
    letters: change.events.flatMap((event) => partnershipLetters(event, change.after, { cycle, addresses })),
  }));

/**
 * Publishes the version whose letters were shown. If two directors publish at once, the second learns who was first. If one
 * director sends the form twice, both answers are the same.
 */
export const publishPairing = withProposal(async (request) => {
  const { scenario, staff, now, fields, cycle } = request;
  const { value } = check(publicationFields, fields);
  const seen = value?.version ?? -1;
  const before = await store.publishedPairing(cycle.id);
  if (before?.scenario.id === scenario.id && before.publishedBy.email === staff.email)
    return published(before);
  if (seen !== -1 && seen !== scenario.version) return preview(request, { isChanged: true });
  const surroundings = await surroundingsOf(request);
  const outcome = publish(scenario, surroundings, staff, now);
  if (isRefusal(outcome)) return refusal(request, outcome.refused, surroundings);
  if ((await store.commitPublication(outcome)) === 'conflict')
    return refusal(request, 'published', await surroundingsOf(request));
  return published(outcome.after);
});

const published = ({ scenario, partnerships }: PublishedPairing): Answer =>
  seeOther(hrefTo('partnerships', {}, done('published')), {
    scenario: scenario.id,
    partnerships: partnerships.map(({ host }) => host.id),
  });

function sayPublished({ scenario, staff, cycle }: AboutProposal, published: PublishedPairing): string {
  const { publishedBy, publishedAt, scenario: plan } = published;
  const who = publishedBy.email === staff.email ? 'You' : publishedBy.name;
  const at = sayMoment(cycle.program.timeZone, publishedAt);
  return plan.id === scenario.id
    ? `This plan is already published. ${who} published it on ${at}.`
    : `Only one plan can be published each year. ${who} published “${plan.name}” on ${at}, so “${scenario.name}” can’t be published.`;
}

function refusal(
  request: AboutProposal,
  refused: PublicationRefusal,
  surroundings: Surroundings,
): Answer | Promise<Answer> {
  const { staff, scenario } = request;
  const { published } = surroundings;
  switch (refused) {
    case 'not-proposed':
      return noScenario(staff);
    case 'published':
      return staffProblem(staff, {
        status: 409,
        title: 'Pairings are already published',
        detail: published ? sayPublished(request, published) : 'Only one plan can be published each year.',
        to: { href: hrefTo('partnerships', {}), text: 'See the partnerships' },
      });
    case 'nobody-paired':
      return staffProblem(staff, {
        status: 409,
        title: 'There are no pairs',
        detail: 'You can’t publish a plan with no pairs.',
        to: { href: hrefTo('board', { scenario: scenario.id }), text: 'Go to Edit pairings' },
      });
    case 'not-accepted':
    case 'rulings-not-kept':
    case 'without-facilitator': {
      const obstacles = obstaclesTo(scenario, surroundings);
      return showProblem(
        <BlockedPage request={request} obstacles={obstacles} applications={surroundings.applications} />,
        { status: 409, title: 'This plan can’t be published yet', ...obstacles },
      );
    }
  }
}
