import * as v from 'valibot';
import type { Clock } from '../ground/clock.ts';
import type { DeadLetters } from '../ground/report.ts';
import type { State } from '../ground/state.ts';
import type { Functions } from '../lambda/functions.ts';
import { addresses } from '../template/addresses.ts';
import { type ScheduleDefinition, scheduleDefinition } from '../template/kinds.ts';
import type { Plan } from '../template/plan.ts';
import { readTimetable } from './expression.ts';

const storedSchedule = v.object({
  group: v.string(),
  name: v.string(),
  definition: scheduleDefinition,
  createdAt: v.number(),
  /** The latest handled instant. Everything due later is still ahead. */
  doneUntil: v.number(),
});
export type StoredSchedule = v.InferOutput<typeof storedSchedule>;

export type Scheduler = {
  readonly find: (group: string, name: string) => StoredSchedule | undefined;
  readonly list: (group?: string) => readonly StoredSchedule[];
  readonly hasGroup: (group: string) => boolean;
  readonly hasTarget: (arn: string) => boolean;
  /**
   * Creates or replaces a schedule.
   * @throws if the expression makes no sense.
   */
  readonly put: (group: string, name: string, definition: ScheduleDefinition) => StoredSchedule;
  readonly remove: (group: string, name: string) => void;
  /** The next due instant, in milliseconds; undefined once it has stopped. */
  readonly nextDue: () => number | undefined;
  /** Invokes everything due by now, in order. Resolves when all have ended. */
  readonly fireDue: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

type Parts = {
  readonly state: State;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly deadLetters: DeadLetters;
};

const drawer = 'schedules';
const keyOf = (group: string, name: string) => `${group}/${name}`;

/** The plan's schedules and those from functions, as the last run left them. */
export function openScheduler(plan: Plan, { state, clock, functions, deadLetters }: Parts): Scheduler {
  const groups = new Set(['default', ...plan.scheduleGroups.map(({ reference }) => reference)]);
  // A year of visits has hundreds of them, and a moving clock asks for the next one at each step.
  const kept = new Map<string, { readonly schedule: StoredSchedule; readonly due: number | undefined }>();
  const keep = (key: string, schedule: StoredSchedule) => kept.set(key, { schedule, due: dueOf(schedule) });
  for (const [key, text] of state.list(drawer)) keep(key, v.parse(storedSchedule, JSON.parse(text)));
  const save = (schedule: StoredSchedule) => {
    const key = keyOf(schedule.group, schedule.name);
    state.write(drawer, key, JSON.stringify(schedule));
    keep(key, schedule);
    return schedule;
  };
  const remove = (group: string, name: string) => {
    const key = keyOf(group, name);
    state.remove(drawer, key);
    kept.delete(key);
  };
  const find = (group: string, name: string) => kept.get(keyOf(group, name))?.schedule;
  const list = (group?: string) =>
    [...kept.values()]
      .map(({ schedule }) => schedule)
      .filter((schedule) => group === undefined || schedule.group === group);
  const put = (group: string, name: string, definition: ScheduleDefinition) => {
    const createdAt = find(group, name)?.createdAt ?? clock.now();
    const { next } = readTimetable(definition, createdAt);
    // A one-time schedule in the past runs at once, as in the real scheduler.
    const isPast = definition.ScheduleExpression.startsWith('at(') && next(clock.now()) === undefined;
    return save({ group, name, definition, createdAt, doneUntil: isPast ? 0 : clock.now() });
  };
  putFromTemplate(plan, find, put, save);

  const upcoming = () =>
    [...kept.values()]
      .flatMap(({ schedule, due }) => (due === undefined ? [] : [{ schedule, due }]))
      .sort((a, b) => a.due - b.due);

  const complete = (schedule: StoredSchedule, due: number) => {
    const current = find(schedule.group, schedule.name);
    // The function may have changed or deleted its own schedule.
    if (current !== schedule) return;
    const { next } = readTimetable(schedule.definition, schedule.createdAt);
    // Missed runs of a recurring schedule are made up once, not once per day.
    const latest = latestBy(clock.now(), due, next);
    if (schedule.definition.ActionAfterCompletion === 'DELETE' && next(latest) === undefined) {
      remove(schedule.group, schedule.name);
    } else {
      save({ ...schedule, doneUntil: latest });
    }
  };
  const fire = async (schedule: StoredSchedule, due: number) => {
    const { Target } = schedule.definition;
    const scheduleArn = addresses.scheduleArn(schedule.group, schedule.name);
    const input = inputOf(Target.Input, due, scheduleArn);
    const cause = await invokeWithRetries(
      () => functions.invoke(Target.Arn, input),
      attemptsFor(plan, Target.Arn),
    );
    if (cause !== undefined) {
      deadLetters({
        destination: Target.DeadLetterConfig?.Arn ?? 'none',
        cause,
        content: { scheduleArn, input },
      });
    }
    complete(schedule, due);
  };
  const fireAllDue = async () => {
    for (;;) {
      const [first] = upcoming();
      if (stopped || first === undefined || first.due > clock.now()) return;
      await fire(first.schedule, first.due);
    }
  };
  let stopped = false;
  // One at a time: the timer and a moving clock must not both invoke the same schedule.
  let firing: Promise<void> = Promise.resolve();
  const fireDue = () => {
    firing = firing.catch(() => {}).then(fireAllDue);
    return firing;
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    find,
    list,
    put,
    hasGroup: (group) => groups.has(group),
    hasTarget: (arn) => functions.settings(arn) !== undefined,
    remove,
    nextDue: () => (stopped ? undefined : upcoming()[0]?.due),
    fireDue,
    start: () => {
      const tick = async () => {
        await fireDue();
        if (!stopped) timer = setTimeout(() => void tick(), 1000);
      };
      void tick();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await firing;
    },
  };
}

/** The next due time of a schedule, in milliseconds. */
const dueOf = (schedule: StoredSchedule): number | undefined =>
  schedule.definition.State === 'DISABLED'
    ? undefined
    : readTimetable(schedule.definition, schedule.createdAt).next(schedule.doneUntil);

// An unchanged schedule of the template keeps its next time. A removed one stops.
function putFromTemplate(
  plan: Plan,
  find: Scheduler['find'],
  put: Scheduler['put'],
  save: (schedule: StoredSchedule) => void,
): void {
  for (const { reference, properties } of plan.schedules) {
    const { Name = reference, GroupName, ...definition } = properties;
    const known = find(GroupName, Name);
    if (known !== undefined && known.definition.ScheduleExpression === definition.ScheduleExpression) {
      save({ ...known, definition });
    } else {
      put(GroupName, Name, definition);
    }
  }
}

function latestBy(now: number, due: number, next: (after: number) => number | undefined): number {
  let latest = due;
  for (;;) {
    const following = next(latest);
    if (following === undefined || following > now) return latest;
    latest = following;
  }
}

function inputOf(input: string, due: number, scheduleArn: string): unknown {
  const text = input
    .replaceAll('<aws.scheduler.scheduled-time>', new Date(due).toISOString().replace(/\.\d+Z$/, 'Z'))
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn);
  return JSON.parse(text);
}

// The scheduler invokes asynchronously, so Lambda's retries apply: two by default.
function attemptsFor(plan: Plan, arn: string): number {
  const configured = plan.asynchronousInvocations.find(({ properties }) =>
    [arn, arn.split(':function:')[1]].includes(properties.FunctionName),
  );
  return 1 + (configured?.properties.MaximumRetryAttempts ?? 2);
}

async function invokeWithRetries(
  invoke: () => ReturnType<Functions['invoke']>,
  attempts: number,
): Promise<string | undefined> {
  let cause: string | undefined;
  // Without Lambda's long pauses, so that failures show at once on your own machine.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const outcome = await invoke();
    if ('answer' in outcome) return undefined;
    cause = outcome.failure.errorMessage;
  }
  return cause;
}
