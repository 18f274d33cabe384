import type { SNSEvent } from 'aws-lambda';
import { openTable } from '#store/dynamo-table.ts';
import { readFeedbackSettings } from './env.ts';
import { consoleLog } from './log.ts';
import { readFeedback } from './mail-feedback.ts';
import { noteUndelivered, openFeedbackStore } from './undelivered.ts';

const { tableName } = readFeedbackSettings();
const store = openFeedbackStore(openTable(tableName));

/** Called by the mail service's topic. If it fails, no one learns of undelivered letters. */
export const handler = async (event: SNSEvent): Promise<void> => {
  for (const feedback of readFeedback(event)) await noteUndelivered({ store, log: consoleLog }, feedback);
};
