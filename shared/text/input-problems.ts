import { capitalized, countOf, sayCount } from '#domain/base/wording.ts';
import { largestCapacity } from '#domain/pairing/clash.ts';
import { type InputProblem, mostSchools } from '#domain/pairing/input-problems.ts';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import { perfectScore } from '#domain/program/program.ts';
import { sayClash } from './pairing.ts';

/** What is wrong with the input of a pairing, with the school or rule it is about and what is expected. */
export function sayInputProblem(fault: InputProblem, problem: PairingProblem): string {
  switch (fault.kind) {
    case 'weight':
      return `The weight of ${fault.part} is ${fault.points}. It must be a whole number of 0 or more.`;
    case 'weights':
      return `The weights add up to ${sayCount(fault.sum)}. They must add up to ${sayCount(perfectScore)}.`;
    case 'rule': {
      const { name, expected } = ruleWords[fault.rule];
      return `${name} is ${fault.value}. It must be ${expected}.`;
    }
    case 'no-schools':
      return `There are no ${fault.side}s. Pairing needs at least one.`;
    case 'too-many-schools':
      return `There are ${sayCount(fault.count)} ${fault.side}s. At most ${sayCount(mostSchools)} can be paired.`;
    case 'repeated-id': {
      const { first, again } = fault;
      return `ID ${again.id} is used by ${again.side} ${first} and again by ${again.side} ${again.place}. IDs must be unique.`;
    }
    case 'no-id':
      return `${capitalized(sayListed(fault.school))} has no ID.`;
    case 'latitude':
      return `The latitude of ${sayListed(fault.school)} is ${fault.value}. It must be from −90 to 90.`;
    case 'longitude':
      return `The longitude of ${sayListed(fault.school)} is ${fault.value}. It must be from −180 to 180.`;
    case 'capacity':
      return `The capacity of ${sayListed(fault.school)} is ${fault.value}. It must be from 1 to ${largestCapacity}.`;
    case 'both-roles':
      return `${fault.id} is both a host and a partner. A school can only have one role.`;
    case 'unknown-school':
      return `${capitalized(fault.ruling)} ${fault.place} names ${fault.side} ${fault.id}, which isn’t in the list of ${fault.side}s.`;
    case 'needless-exception':
      return fault.area === undefined
        ? `Exception ${fault.place} isn’t needed: pairs don’t have to share a focus area.`
        : `Exception ${fault.place} isn’t needed: both schools named ${fault.area}.`;
    case 'many-exceptions': {
      const places = countOf(fault.capacity, 'place');
      return `Host ${fault.host} has ${fault.exceptions} exceptions, but only ${places}. Remove exceptions, or give it more places.`;
    }
    case 'exception-price':
      return `The price of exception ${fault.place} is ${fault.pricePoints}. It must be a whole number from 0 to ${sayCount(perfectScore)}.`;
    case 'no-areas':
      return `${capitalized(sayListed(fault.school))} offers no focus area, but pairs must share one.`;
    case 'focus-not-offered':
      return `${capitalized(sayListed(fault.school))} works on ${fault.focus}, which isn’t one of its focus areas.`;
    case 'kept-without-focus':
      return `Host ${fault.host} works on ${fault.focus}, but partner ${fault.partner}, which must be paired with it, didn’t name that area. Change the area, or remove the rule.`;
    case 'clash': {
      const { rules, relaxations } = sayClash(fault.clash, problem);
      return [...rules, ...relaxations].join(' ');
    }
    default:
      return `${fault.kind} of ${sayListed(fault.school)} is ${fault.value}. It must be a percentage from 0 to 100.`;
  }
}

type Rule = Extract<InputProblem, { kind: 'rule' }>['rule'];

const ruleWords: Readonly<Record<Rule, { readonly name: string; readonly expected: string }>> = {
  farthestKm: { name: 'farthestKm', expected: 'more than 0' },
  withinKm: { name: 'withinKm', expected: 'more than 0' },
  neighboringLevels: { name: 'neighboringLevels', expected: 'from 0 to 1' },
  secondChoice: { name: 'secondChoice', expected: 'from 0 to 1' },
  leastScore: { name: 'The minimum score', expected: `a whole number from 0 to ${sayCount(perfectScore)}` },
};

const sayListed = ({ side, place, id }: Extract<InputProblem, { kind: 'no-id' }>['school']): string =>
  `${side} ${place} (${id})`;
