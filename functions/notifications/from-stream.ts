import type { DynamoDBStreamEvent } from 'aws-lambda';
import { parseEnv } from './env.ts';
import { followCommits } from './follow-commits.ts';
import { openParts } from './parts.ts';

const parts = openParts(parseEnv(process.env));

/** Called by the table's stream with what was committed. If it fails, schools and staff get no letters. */
export const handler = (batch: DynamoDBStreamEvent) => followCommits(parts, batch);
