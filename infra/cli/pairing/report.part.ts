import { countOf, sayCount } from '#domain/base/wording.ts';
import { timer } from '#domain/pairing/choice/solve.ts';
import type { Answered } from '#domain/pairing/explain/answered.ts';
import { remediesFor, type TriedRemedy } from '#domain/pairing/explain/remedies.ts';
import { type Entrant, inOrder, type PairingProblem, pairKey } from '#domain/pairing/problem.ts';
import { sayCounted, schoolsCounted } from '#domain/pairing/selection/problem.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayRemedy } from '#text/left-out.ts';
import { sayWhy } from '#text/pairing.ts';
import type { Answer } from './answer.ts';
import { html, type Markup } from './markup.ts';
import { type NumberedHost, reportMap } from './report-map.ts';
import { reportStyles } from './report-styles.ts';
import type { Result } from './result.ts';

/** What a report shows. */
type Reported = Answer & {
  readonly remedies: readonly TriedRemedy[];
  readonly pairOf: ReadonlyMap<string, Result['pairs'][number]>;
  readonly nameOf: (id: string) => string;
};

const mostRemedies = 5;
const remedySeconds = 10;
const title = 'Pairing report';

/**
 * An answer as one HTML page without scripts, for people who decide. What would help partners without a host is tried,
 * which can take some seconds. `now` is the date of the report.
 */
export async function reportOf(answer: Answer, now: Date): Promise<string> {
  const { answered, result } = answer;
  const { problem, chosen, solution } = answered;
  const hosts = numberedHosts(answered);
  const placeless = new Set(solution.pairing.unplaced);
  const map = reportMap(
    hosts,
    chosen.partners.filter(({ id }) => placeless.has(id)),
  );
  const isOver = timer(optimizer.now, remedySeconds);
  const { remedies } = remediesFor(answered, [], await optimizer.loadLp(), isOver);
  const names = new Map([...problem.partners, ...problem.hosts].map(({ id, name }) => [id, name]));
  const reported: Reported = {
    ...answer,
    remedies: remedies.slice(0, mostRemedies),
    pairOf: new Map(result.pairs.map((pair) => [pair.partner, pair])),
    nameOf: (id) => names.get(id) ?? id,
  };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${reportStyles}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="made">${now.toLocaleDateString('en-US', { dateStyle: 'long' })}</p>
<p class="lead">${saySize(hosts, placeless.size)} ${sayProof(result)}</p>
${quotaTable(answered)}
${map === undefined ? undefined : html`<figure>${map}<figcaption>Numbers are hosts, as below. Lines lead to their partners.${placeless.size > 0 ? ' Open circles are partners without a host.' : ''}</figcaption></figure>`}
<h2>Partnerships</h2>
<div class="cards">
${hosts.map((host) => card(host, reported))}
</div>
${leftOutPart(reported)}
${rulingPart(reported)}
${proofPart(result)}
</main>
</body>
</html>
`.markup;
}

function numberedHosts({ chosen, solution }: Answered): readonly NumberedHost[] {
  const partners = new Map(chosen.partners.map((partner) => [partner.id, partner]));
  const own = Map.groupBy(solution.pairing.pairs, ({ host }) => host);
  return chosen.hosts
    .filter(({ id }) => own.has(id))
    .toSorted((a, b) => inOrder(a.id, b.id))
    .map((host, index) => ({
      number: index + 1,
      host,
      partners: (own.get(host.id) ?? []).flatMap((pair) => partners.get(pair.partner) ?? []),
    }));
}

function saySize(hosts: readonly NumberedHost[], unplaced: number): string {
  const partners = hosts.reduce((sum, host) => sum + host.partners.length, 0);
  const size = `${countOf(hosts.length, 'host')} with ${countOf(partners, 'partner')}.`;
  if (unplaced === 0) return `${size} Every partner has a host.`;
  return `${size} ${countOf(unplaced, 'partner has', 'partners have')} no host.`;
}

const sayProof = ({ gap }: Result): string =>
  gap === 0
    ? 'There is no better plan.'
    : `This is the best plan found in the time limit. Another could score at most ${countOf(gap, 'point')} more.`;

/** Targets and quotas with how many schools of each there are. */
function quotaTable({ terms, chosen }: Answered): Markup | undefined {
  if (!terms) return undefined;
  const { host, partner } = terms.targets;
  const rows = [
    { wanted: sayCounted(host, { role: 'host' }), count: chosen.hosts.length, least: host },
    ...(partner === undefined
      ? []
      : [
          { wanted: sayCounted(partner, { role: 'partner' }), count: chosen.partners.length, least: partner },
        ]),
    ...terms.quotas.map((quota) => ({
      wanted: `At least ${sayCounted(quota.atLeast, quota)}`,
      count: schoolsCounted(quota, chosen.hosts, chosen.partners).length,
      least: quota.atLeast,
    })),
  ];
  return html`<h2>Targets and quotas</h2>
<table>
<thead><tr><th scope="col">Wanted</th><th scope="col">Chosen</th><th scope="col">Status</th></tr></thead>
<tbody>
${rows.map(({ wanted, count, least }) => html`<tr><td>${wanted}</td><td class="number">${count}</td><td>${count >= least ? 'Filled' : `${least - count} more needed`}</td></tr>`)}
</tbody>
</table>`;
}

const sayPlace = ({ id, region, ...school }: Entrant): string => `${id}, ${sayLevels(school)}, ${region}`;

function card({ number, host, partners }: NumberedHost, reported: Reported): Markup {
  const { answered, question, result, pairOf, nameOf } = reported;
  const { problem } = answered;
  const { words } = question;
  const places = problem.hosts.find(({ id }) => id === host.id)?.capacity ?? host.capacity;
  // With other focus areas, levels, or schools, it may lose less.
  const atMost = result.chosen ? 'at most ' : '';
  const sayNext = (partner: string): Markup | undefined => {
    const next = pairOf.get(partner)?.runnerUp;
    if (!next) return undefined;
    const fewer =
      next.pricePlaces > 0 ? `, and ${countOf(next.pricePlaces, 'fewer partner')} with a host` : '';
    return html`<p class="next">Next-best host: ${nameOf(next.host)}. The plan would lose ${atMost}${countOf(next.pricePoints, 'point')}${fewer}.</p>`;
  };
  return html`<article id="host-${number}">
<h3><span class="badge">${number}</span> ${host.name}</h3>
<p class="place">${sayPlace(host)}. ${partners.length} of ${countOf(places, 'place')}.</p>
${host.focus === undefined ? undefined : html`<p class="focus">Focus: ${focusAreaName(words, host.focus)}</p>`}
<ul>
${partners.map(
  (
    partner,
  ) => html`<li><p><b>${partner.name}</b> <span class="score">${sayCount(pairOf.get(partner.id)?.score ?? 0)}</span></p>
<p class="place">${sayPlace(partner)}</p>
<p>${sayWhy(host, partner, words)}${sayRuled(problem, host, partner)}</p>
${sayNext(partner.id)}</li>`,
)}
</ul>
</article>`;
}

/** Why staff allowed or kept a pair, after the other reasons. */
function sayRuled({ locks, exceptions = [] }: PairingProblem, host: Entrant, partner: Entrant): string {
  const isThis = (one: { readonly host: string; readonly partner: string }) =>
    pairKey(one) === pairKey({ host: host.id, partner: partner.id });
  const [lock, exception] = [locks.find(isThis), exceptions.find(isThis)];
  const reason = (lock ?? exception)?.reason ?? '';
  const because = reason === '' ? '' : ` (“${reason}”)`;
  return lock ? ` Kept together${because}.` : exception ? ` Exception${because}.` : '';
}

const headings = [
  ['without a host', 'Partners without a host'],
  ['without a partner', 'Hosts without a partner'],
  ['not chosen', 'Schools not chosen'],
] as const;

function leftOutPart({ left, remedies, nameOf }: Reported): Markup {
  const byStatus = Map.groupBy(left, ({ status }) => status);
  return html`${headings.flatMap(([status, heading]) => {
    const own = byStatus.get(status) ?? [];
    if (own.length === 0) return [];
    return html`<h2>${heading}</h2>
${status === 'not chosen' ? html`<p>The points are the least that the plan would lose with a school. The real loss may be larger.</p>` : undefined}
<ul class="left">
${own.map(
  ({ school, role, reason }) =>
    html`<li><b>${school.name}</b> (${status === 'not chosen' ? `${role}, ` : ''}${sayPlace(school)}): ${reason}</li>`,
)}
</ul>
${status === 'without a host' && remedies.length > 0 ? html`<h3>What would help</h3><ul>${remedies.map((one) => html`<li>${sayRemedy(one, nameOf)}</li>`)}</ul>` : undefined}`;
  })}`;
}

function rulingPart({ answered: { problem }, nameOf }: Reported): Markup | undefined {
  const { locks, bans, exceptions = [] } = problem;
  const rules = [
    ...locks.map((one) => ({ ...one, says: 'Keep together' })),
    ...bans.map((one) => ({ ...one, says: 'Keep apart' })),
    ...exceptions.map((one) => ({ ...one, says: 'Exception' })),
  ];
  if (rules.length === 0) return undefined;
  return html`<h2>Rules for named pairs</h2>
<ul>
${rules.map(({ says, host, partner, reason }) => html`<li>${says}: ${nameOf(partner)} and ${nameOf(host)}${reason === '' ? '' : ` (“${reason}”)`}</li>`)}
</ul>`;
}

const proofPart = ({ points, bound, gap }: Result): Markup => html`<details>
<summary>For your IT team</summary>
<p>The plan has ${sayCount(points)} points. No plan that keeps the rules can have more than ${sayCount(bound)}${gap === 0 ? ', so none is better' : ''}. Anyone can check that: <code>result.json</code>, from <code>pair --out</code> with a folder, holds the proof. <code>check-pairing --pairing</code> reads it together with your files, and programs/README.md says how to write your own checker.</p>
</details>`;
