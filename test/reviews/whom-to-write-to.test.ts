import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDecidedApplication, anApplication, aSchool } from '../builders.ts';
import { amara, type Console, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  await staffed.put(anApplication({ school: aSchool({ id: 'A1' }), reviewers: [amara.email] }));
  await staffed.put(aDecidedApplication({ school: aSchool({ id: 'B1' }), reviewers: [amara.email] }));
});
afterAll(() => staffed.stop());

const reference = '2014-A1';
const decision = { outcome: 'accepted', reason: 'Much to share.' };

test.each([
  ['a decision’s preview', () => staffed.send(ruth, 'decide', { reference }, decision)],
  [
    'a decision that was made already',
    () => staffed.send(ruth, 'decide', { reference: '2014-B1' }, { ...decision, step: 'send' }),
  ],
  ['a question to the school', () => staffed.open(ruth, 'requestInformationPage', { reference })],
  [
    'a question’s preview',
    () => staffed.send(ruth, 'requestInformation', { reference }, { question: 'Who teaches it?' }),
  ],
  [
    'a question that cannot be asked',
    () => staffed.open(ruth, 'requestInformationPage', { reference: '2014-B1' }),
  ],
  ['an empty selection', () => staffed.open(ruth, 'decideTogetherPage')],
  [
    'decisions on selected applications',
    () => staffed.open(ruth, 'decideTogetherPage', {}, '?reference=2014-A1&reference=2014-B1'),
  ],
  [
    'the preview of their letters',
    () => staffed.send(ruth, 'decideTogether', {}, { ...decision, seen: [`${reference}:0`, '2014-B1:0'] }),
  ],
  ['a recusal', () => staffed.open(amara, 'recusePage', { reference })],
  [
    'the removal of a reviewer',
    () => staffed.send(ruth, 'removeReviewer', {}, { email: 'somebody@example.org' }),
  ],
])('%s ends with the program’s address', async (_, ask) => {
  expect(/<footer.*<\/footer>/s.exec((await ask()).text)?.[0]).toContain(
    'href="mailto:learning-partners@example.org"',
  );
});

test('an application that is not found ends with a link to that address', async () => {
  const { text } = await staffed.open(ruth, 'staffApplication', { reference: '2014-NONE' });
  expect(/<footer.*<\/footer>/s.exec(text)?.[0]).toContain('href="/#questions"');
});
