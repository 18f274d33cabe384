import type { DynamoDBStreamEvent } from 'aws-lambda';
import { openSchedules } from '#schedules/schedules.ts';
import { openParts } from './dependencies.ts';
import { readScheduleSettings, readSettings } from './env.ts';
import { followCommits } from './follow-commits.ts';

const schedules = openSchedules(readScheduleSettings());
const parts = { ...openParts(readSettings(), schedules), schedules };

/** Called by the table's stream with each commit. If it fails, schools and staff get no letters, and no reminder is scheduled. */
export const handler = (batch: DynamoDBStreamEvent) => followCommits(parts, batch);
