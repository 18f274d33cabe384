import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerAll,
  beginApplication,
  hostForms,
  locationOf,
  type Stage,
  startStage,
} from '../applications/stage.ts';
import { losingAnswers } from './lost.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(undefined, through)));
});
afterAll(() => stage.stop());

describe('with every answer of the table lost once, a school reads that', () => {
  test('its answer was saved, and its application submitted and withdrawn', async () => {
    const { visitor, reference } = await beginApplication(stage);
    const page = `/applications/${reference}`;
    await answerAll(visitor, reference, hostForms);
    const saved = await losingAnswers(proxy, () =>
      visitor.send(`${page}/questions/leadership`, { yearsHere: '3', yearsElsewhere: '1' }),
    );
    expect(saved.status).toBe(303);
    const submitted = await losingAnswers(proxy, () => visitor.send(`${page}/submission`));
    expect([submitted.status, locationOf(submitted)]).toEqual([303, `${page}/submission`]);
    expect(await stage.store.application(reference)).toMatchObject({ state: 'submitted' });
    const withdrawn = await losingAnswers(proxy, () => visitor.send(`${page}/withdrawal`));
    expect(withdrawn.status).toBe(303);
    const history = (await stage.store.application(reference))?.history.map(({ what }) => what);
    expect(history).toEqual(['application-started', 'application-submitted', 'application-withdrawn']);
  });

  test('its link is on the way, and the link starts one application', async () => {
    const email = 'lost@example.org';
    const visitor = stage.visitor();
    const typed = { name: 'Dana', position: 'Principal', email, role: 'host', school: '99Q05' };
    const asked = await losingAnswers(proxy, () => visitor.send('/applications', typed));
    expect(asked.status).toBe(303);
    expect(await stage.lettersTo(email)).toHaveLength(1);
  });
});
