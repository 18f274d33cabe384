import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import type { Change } from '#domain/base/change.ts';
import type { Program } from '#domain/program/program.ts';
import { applicationRecords } from './applications.ts';
import { type CommitOutcome, committingTo } from './commit.ts';
import type { Table } from './dynamo-table.ts';

/** Writes applications with their summaries. A file of its own: functions that only read need no criteria. */
export const openApplicationCommits = (table: Table) => ({
  commitApplication: (
    { after, events }: Change<Application, ApplicationEvent>,
    program: Program,
  ): Promise<CommitOutcome> =>
    committingTo(table)(
      { ...applicationRecords.record(after, events), summary: summaryOf(program, after) },
      after.version,
    ),
});
