import type { SNSEvent } from 'aws-lambda';
import { openStore } from '../../shared/store/store.ts';
import { readFeedbackSettings } from './env.ts';
import { consoleLog } from './log.ts';
import { readFeedback } from './mail-feedback.ts';
import { noteUndelivered } from './note-undelivered.ts';

const { tableName } = readFeedbackSettings();
const store = openStore(tableName);

/** Called by the topic of the mail service. If it fails, nobody learns of letters that did not arrive. */
export const handler = async (event: SNSEvent): Promise<void> => {
  for (const feedback of readFeedback(event)) await noteUndelivered({ store, log: consoleLog }, feedback);
};
