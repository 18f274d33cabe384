import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { addresses } from '../template/addresses.ts';
import { scheduleDefinition } from '../template/kinds.ts';
import { readBody } from '../web/http.ts';
import type { Scheduler, StoredSchedule } from './scheduler.ts';

const requestSchema = v.strictObject({
  ...scheduleDefinition.entries,
  GroupName: v.optional(v.string(), 'default'),
  ClientToken: v.optional(v.string()),
});

type Answer = { readonly status: number; readonly error?: string; readonly body: unknown };

const refuse = (status: number, error: string, Message: string): Answer => ({
  status,
  error,
  body: { Message },
});
const invalid = (message: string, status = 400) => refuse(status, 'ValidationException', message);
const notFound = (what: string) => refuse(404, 'ResourceNotFoundException', `${what} does not exist.`);

/** Handles one call of EventBridge Scheduler's REST API: create, get, update, delete, and list schedules. */
export async function answerSchedulerCall(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  scheduler: Scheduler,
): Promise<void> {
  const body = await readBody(request, 1024 * 1024);
  const url = new URL(path, 'http://scheduler');
  const {
    status,
    error,
    body: answer,
  } = body === 'too large'
    ? invalid('The request is too large.', 413)
    : answerCall(request.method ?? 'GET', url, body.toString(), scheduler);
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(error !== undefined && { 'x-amzn-errortype': error }),
  });
  response.end(JSON.stringify(answer));
}

function answerCall(method: string, url: URL, body: string, scheduler: Scheduler): Answer {
  const [, root, encodedName] = url.pathname.split('/');
  if (root !== 'schedules') return invalid(`The local runner doesn’t support ${url.pathname}.`);
  if (encodedName === undefined) return listSchedules(url, scheduler);
  const name = decodeURIComponent(encodedName);
  if (method === 'POST' || method === 'PUT') return putSchedule(method, name, body, scheduler);
  const group = url.searchParams.get('groupName') ?? 'default';
  const found = scheduler.find(group, name);
  if (found === undefined) return missing(name);
  if (method === 'GET') return { status: 200, body: describe(found) };
  if (method !== 'DELETE') return invalid(`The local runner doesn’t support ${method} for a schedule.`, 405);
  scheduler.remove(group, name);
  return { status: 200, body: {} };
}

const missing = (name: string) => notFound(`Schedule ${name}`);

function putSchedule(method: 'POST' | 'PUT', name: string, body: string, scheduler: Scheduler): Answer {
  const parsed = v.safeParse(requestSchema, JSON.parse(body));
  if (!parsed.success) return invalid(v.summarize(parsed.issues));
  const { GroupName, ClientToken: _, ...definition } = parsed.output;
  if (!scheduler.hasGroup(GroupName)) return notFound(`Schedule group ${GroupName}`);
  if (!scheduler.hasTarget(definition.Target.Arn))
    return invalid(`Provided Arn is not in correct format: ${definition.Target.Arn}`);
  const exists = scheduler.find(GroupName, name) !== undefined;
  if (method === 'POST' && exists)
    return refuse(409, 'ConflictException', `Schedule ${name} already exists.`);
  if (method === 'PUT' && !exists) return missing(name);
  try {
    scheduler.put(GroupName, name, definition);
  } catch (error) {
    // croner and Temporal both throw for an expression they can't read.
    return invalid(error instanceof Error ? error.message : String(error));
  }
  return { status: 200, body: { ScheduleArn: addresses.scheduleArn(GroupName, name) } };
}

function listSchedules(url: URL, scheduler: Scheduler): Answer {
  const prefix = url.searchParams.get('NamePrefix') ?? '';
  const group = url.searchParams.get('ScheduleGroup') ?? undefined;
  const schedules = scheduler.list(group).filter(({ name }) => name.startsWith(prefix));
  return {
    status: 200,
    body: {
      Schedules: schedules.map(({ group: GroupName, name: Name, definition, createdAt }) => ({
        Arn: addresses.scheduleArn(GroupName, Name),
        CreationDate: createdAt / 1000,
        GroupName,
        Name,
        State: definition.State,
        Target: { Arn: definition.Target.Arn },
      })),
    },
  };
}

const describe = ({ group, name, definition, createdAt }: StoredSchedule) => ({
  ...definition,
  Arn: addresses.scheduleArn(group, name),
  CreationDate: createdAt / 1000,
  GroupName: group,
  Name: name,
});
