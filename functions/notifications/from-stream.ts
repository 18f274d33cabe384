import type { DynamoDBStreamEvent } from 'aws-lambda';
import { readSettings } from './env.ts';
import { followCommits } from './follow-commits.ts';
import { openParts } from './parts.ts';

const parts = openParts(readSettings());

/** Called by the table's stream with what was committed. If it fails, schools and staff get no letters. */
export const handler = (batch: DynamoDBStreamEvent) => followCommits(parts, batch);
