import { expect, test } from 'vitest';
import { routes } from '../../../functions/routes.ts';
import { sampleStaff } from '../../../infra/local/ground/sample-staff.ts';
import { storySteps } from '../../../infra/local/tour/story.ts';

const steps = storySteps({
  school: { id: 'M172', name: 'Amberley Middle School' },
  reviewer: 'Amara Okafor',
  director: 'Ruth Lindqvist',
});

test('the tour leads from applying to a year of visits', () => {
  expect(steps.at(0)?.title).toBe('Apply for a school');
  expect(steps.at(-1)?.title).toBe('Watch the year unfold');
});

test('every link of the tour leads to a page of the service or the runner', () => {
  const pages = Object.values(routes)
    .filter(({ method }) => method === 'GET')
    .map(({ path }): string => path);
  const links = steps.flatMap((step) => step.links.map(({ href }) => href));
  expect(links.filter((href) => !pages.includes(href) && !href.startsWith('/local/'))).toEqual([]);
});

test('two directors can try to publish', () => {
  expect(sampleStaff.filter(({ roles }) => roles.includes('director'))).toHaveLength(2);
});
