import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aHeldVisit, aVisit } from '../letters/visit-sample.ts';
import { movePartner } from './moving.ts';
import { october, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const learned = 'Exit tickets are read the same day.';
const pathOf = (address: string) => new URL(address).pathname;

/** A partner that subscribed and reflected, and then moved to another host because its own withdrew. */
async function aMovedPartner() {
  const old = await stage.aYear(({ host, partner }) => ({
    visits: [
      aHeldVisit(1, '2014-09-22', {
        visiting: [partner],
        visited: host,
        reflections: [{ school: partner, usefulness: 4, learned, willTry: '', at: october }],
      }),
      aVisit(2, '2014-11-03', { visiting: [partner], visited: host }),
    ],
  }));
  const next = await stage.aYear();
  const id = old.ids.partner;
  const { visitor, path } = await old.as(id);
  const { data } = await visitor.post(path.replace('/visits', '/calendar'));
  const host = (await old.stored()).host.name;
  await movePartner(stage, old, next);
  return { old, next, visitor, path, address: String(data.calendar), host };
}

describe('a partner that moved to another host', () => {
  test('still sees its past visits and its reflections', async () => {
    const { visitor, path, old, next, host } = await aMovedPartner();
    const { text } = await visitor.open(path);
    expect(text).toContain(`Earlier visits with <bdi>${host}</bdi>`);
    expect(text).toContain('Monday, September 22');
    expect(text).toContain(learned);
    expect(text).not.toContain('November 3');
    const { data } = await visitor.read(path);
    expect(data.partners[0].id).toBe(next.ids.host);
    expect(data.earlier).toMatchObject([
      { host: { id: old.ids.host, name: host }, visits: [{ date: '2014-09-22', reflection: { learned } }] },
    ]);
  });

  test('keeps its calendar link, with the visits of both, until it creates another', async () => {
    const { visitor, path, address, next, old } = await aMovedPartner();
    const stored = await next.stored();
    const visit = aVisit(7, '2014-12-01', { visiting: [old.ids.partner], visited: next.ids.host });
    await stage.store.commitPartnership({
      after: { ...stored, visits: [...stored.visits, visit] },
      events: [],
    });
    expect((await visitor.read(path)).data.calendar).toBe(address);
    const feed = await stage.visitor().open(pathOf(address));
    expect(feed.status).toBe(200);
    expect(feed.text.match(/^UID:.*$/gm)?.map((line) => line.trim())).toEqual([
      `UID:2014-${old.ids.host}-1@apply.example.org`,
      `UID:2014-${next.ids.host}-7@apply.example.org`,
    ]);
    const { data } = await visitor.post(path.replace('/visits', '/calendar'));
    expect(data.calendar).not.toBe(address);
    expect((await stage.visitor().open(pathOf(address))).status).toBe(410);
    expect((await stage.visitor().open(pathOf(String(data.calendar)))).status).toBe(200);
  });

  test('shows its earlier partners nothing about its new ones', async () => {
    const { old, next } = await aMovedPartner();
    const { visitor, path } = await old.as(old.ids.other);
    expect((await visitor.open(path)).text).not.toContain(`Alder ${next.ids.host}`);
  });
});
