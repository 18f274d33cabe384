/** Sends the forms of a function while answers of the table are lost, and compares with an undisturbed table. */
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, vi } from 'vitest';
import type { StaffMember } from '#domain/base/person.ts';
import type { Table } from '#store/dynamo-table.ts';
import { type HttpFunction, type RouteName, routeKey, routes } from '../../functions/routes.ts';
import { isJsonObject } from '../../infra/bundle/openapi-schemas.ts';
import { anEvent } from '../http/event.ts';
import { routesThat } from '../http/every-route.ts';
import { type Answered, invoke } from '../http/invoke.ts';
import { addressOf, cookieOf, formOf, type Typed } from '../reviews/console.ts';
import type { Call, Fault, FaultProxy } from './proxy.ts';
import { tableRefuses } from './replies.ts';

// The proxy, a function, and its data start while other tests keep the processors busy.
vi.setConfig({ hookTimeout: 60_000 });

/** A form that someone is about to send, with its hidden fields. */
export type ReadyForm = {
  readonly cookies: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly fields?: Typed;
  /** Only for what a button checks without changing anything. */
  readonly writesNothing?: true;
  /** Only if one form writes several records: sent again, it shows what is done, and what is left is done from there. */
  readonly continuesElsewhere?: true;
};

/** A form that this member of the staff is about to send. */
export const by = (staff: StaffMember, form: Omit<ReadyForm, 'cookies'> = {}): ReadyForm => ({
  ...form,
  cookies: [cookieOf(staff)],
});

type PostRoute<F extends HttpFunction> = {
  [N in RouteName]: (typeof routes)[N] extends { readonly function: F; readonly method: 'POST' } ? N : never;
}[RouteName];

/** What each address of a function that changes something needs first, and the form that is sent to it. */
export type Cases<F extends HttpFunction> = Readonly<Record<PostRoute<F>, () => Promise<ReadyForm>>>;

/** Every address of a function that changes something. */
export function formsOf<F extends HttpFunction>(fn: F): readonly PostRoute<F>[] {
  const isOne = (name: RouteName): name is PostRoute<F> =>
    routes[name].function === fn && routes[name].method === 'POST';
  return routesThat(() => true).filter(isOne);
}

/** The handler finds the table behind the proxy; `table` is the table itself. */
type Sending = {
  readonly handler: Parameters<typeof invoke>[0];
  readonly proxy: FaultProxy;
  readonly table: Pick<Table, 'client'>;
};

const languages = {
  form: {
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    write: formOf,
  },
  json: {
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    write: (fields: Typed) => JSON.stringify(fields),
  },
};
type Language = keyof typeof languages;

function send(
  handler: Sending['handler'],
  name: RouteName,
  { cookies, parameters = {}, query = '', fields = {} }: ReadyForm,
  language: Language,
): Promise<Answered> {
  const { headers, write } = languages[language];
  const sent = { headers, cookies, pathParameters: parameters, body: write(fields) };
  return invoke(handler, anEvent(routeKey(routes[name]), addressOf(name, parameters) + query, sent));
}

/** Fields of forms that programs may leave out. */
const hidden = ['seen', 'idempotencyKey', 'version', 'base', 'parts'];

const withoutHidden = ({ fields = {}, ...form }: ReadyForm): ReadyForm => ({
  ...form,
  fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.includes(name))),
});

/** Different each time: links, tokens, and IDs of what was created without a key. */
const random = /[\w-]{22,}(\.[\w-]+)*|[0-9a-f]{8,}(-[0-9a-f]{4,})*/g;
const masked = (text: string): string => text.replace(random, '…');

/** What someone learns from an answer: its address, or its heading or data. */
const told = ({ status, headers, cookies, text }: Answered) => ({
  status,
  location: masked(headers.location ?? ''),
  cookies: cookies.map(masked),
  says: masked(/<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1] ?? text),
});

const TableName = 'programs';
type Item = Readonly<Record<string, AttributeValue>>;

export async function itemsOf(client: DynamoDBClient): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    found.push(...Items);
  return found;
}

const inOrder = (_: string, value: unknown): unknown =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Brings a table back to an earlier content. */
export async function restore(client: DynamoDBClient, before: readonly Item[]): Promise<void> {
  const wanted = new Map(before.map((item) => [JSON.stringify([item.pk, item.sk]), item]));
  const same = new Set(before.map((item) => JSON.stringify(item, inOrder)));
  for (const item of await itemsOf(client)) {
    const { pk, sk } = item;
    const key = JSON.stringify([pk, sk]);
    if (same.has(JSON.stringify(item, inOrder))) wanted.delete(key);
    else if (!wanted.has(key) && pk && sk)
      await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
  }
  for (const Item of wanted.values()) await client.send(new PutItemCommand({ TableName, Item }));
}

/** A record as text, in which random values and the order of attributes don’t matter. */
function recordIn(item: Item): string {
  const { commitId: _, ...record } = unmarshall(item);
  return masked(JSON.stringify(record, inOrder));
}

/** A lost answer may count one attempt twice. */
const isCounter = ({ attempts }: Item) => attempts !== undefined;

/** The records that differ from an earlier content of the table. */
export async function changesSince(
  before: readonly Item[],
  client: DynamoDBClient,
): Promise<readonly string[]> {
  const known = new Set(before.map(recordIn));
  return (await itemsOf(client))
    .filter((item) => !isCounter(item))
    .map(recordIn)
    .filter((record) => !known.has(record))
    .sort();
}

const isWrite = ({ name }: Call) => ['PutItem', 'UpdateItem', 'BatchWriteItem'].includes(name);

/** Each write once, however often it was repeated: a repeated call has the same body. */
const writesIn = (calls: readonly Call[]): readonly string[] => [
  ...new Set(calls.filter(isWrite).map(({ body }) => body)),
];

/** The first attempt of each write. */
export function firstAttempts(): (call: Call) => boolean {
  const seen = new Set<string>();
  return (call) => {
    const isFirst = isWrite(call) && !seen.has(call.body);
    seen.add(call.body);
    return isFirst;
  };
}

/** Every attempt of one write, counted from 0. */
function nthWrite(nth: number): (call: Call) => boolean {
  const seen = new Set<string>();
  return (call) => {
    if (isWrite(call)) seen.add(call.body);
    return isWrite(call) && [...seen].indexOf(call.body) === nth;
  };
}

/**
 * Sends a form to an undisturbed table, and then again from the same state while answers are lost. What people read, what is
 * stored, and how often it is written must be the same: emails follow what is written.
 *
 * 1. The first answer to each write is lost. The form is sent by a person, and by a program without its hidden fields, unless
 *    they are required.
 * 2. The request fails right after one of its writes, as if every answer to it were lost. The person sends the form again.
 */
export async function survivesLostAnswers(
  sending: Sending,
  name: RouteName,
  prepare: () => Promise<ReadyForm>,
): Promise<void> {
  const { client } = sending.table;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const untouched = await itemsOf(client);
  try {
    await compare(sending, name, await prepare());
  } finally {
    await restore(client, untouched);
  }
}

async function compare(
  { handler, proxy, table: { client } }: Sending,
  name: RouteName,
  ready: ReadyForm,
): Promise<void> {
  const before = await itemsOf(client);
  const act = async (form: ReadyForm, language: Language, fault?: Fault, on = isWrite) => {
    await restore(client, before);
    proxy.heal();
    if (fault) proxy.inject(fault, { on });
    const answer = await send(handler, name, form, language);
    const done = { answer: told(answer), writes: writesIn(proxy.calls).length, lost: proxy.injected() };
    proxy.heal();
    return done;
  };
  const stored = () => changesSince(before, client);

  const bare = withoutHidden(ready);
  const isEnough = (await act(bare, 'json')).writes > 0;
  for (const [language, form] of [
    ['form', ready],
    ['json', isEnough ? bare : ready],
  ] as const) {
    const what = `${language} ${Object.keys(form.fields ?? {})}`;
    const undisturbed = await act(form, language);
    expect(undisturbed.answer.status, what).toBeLessThan(400);
    expect(undisturbed.writes === 0, what).toBe(form.writesNothing ?? false);
    const wanted = await stored();
    expect(await act(form, language, 'drop-answer', firstAttempts()), what).toEqual({
      ...undisturbed,
      lost: undisturbed.writes,
    });
    expect(await stored(), what).toEqual(wanted);

    if (language === 'json') continue;
    for (let nth = 0; nth < undisturbed.writes; nth += 1) {
      const cut = await act(form, language, { succeedsBut: tableRefuses }, nthWrite(nth));
      const when = `sent again after write ${nth + 1} of ${undisturbed.writes} failed`;
      expect(cut.answer.status, when).toBe(500);
      const again = told(await send(handler, name, form, language));
      if (form.continuesElsewhere) {
        expect.soft([303, 409], when).toContain(again.status);
        expect.soft(wanted, when).toEqual(expect.arrayContaining([...(await stored())]));
      } else {
        expect.soft(again, when).toEqual(undisturbed.answer);
        expect.soft(await stored(), when).toEqual(wanted);
      }
    }
  }
}
