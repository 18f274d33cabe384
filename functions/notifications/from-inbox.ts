import * as v from 'valibot';
import { readObject } from '#mail/received-mail.ts';
import { openTable } from '#store/dynamo-table.ts';
import { readInboxSettings } from './env.ts';
import { consoleLog } from './log.ts';
import { openReceivingStore, receiveEmail } from './receive-email.ts';

const { tableName, bucket, prefix, ours } = readInboxSettings();
const store = openReceivingStore(openTable(tableName));

const verdict = v.optional(v.object({ status: v.string() }), { status: 'DISABLED' });

/** The facts that SES adds to an email. The text itself is in the bucket. */
const received = v.object({
  Records: v.array(
    v.object({
      ses: v.object({
        mail: v.object({ messageId: v.pipe(v.string(), v.regex(/^[\w-]{1,200}$/)) }),
        receipt: v.object({ spamVerdict: verdict, virusVerdict: verdict, dmarcVerdict: verdict }),
      }),
    }),
  ),
});

/** Called by the mail service after it stored an email. If it fails, a question waits unseen. */
export const handler = async (event: unknown): Promise<void> => {
  for (const { ses } of v.parse(received, event).Records) {
    const { spamVerdict, virusVerdict, dmarcVerdict } = ses.receipt;
    await receiveEmail(
      {
        store,
        log: consoleLog,
        now: () => new Date().toISOString(),
        read: (id, mostBytes) => readObject(bucket, `${prefix}${id}`, mostBytes),
        ours,
      },
      {
        id: ses.mail.messageId,
        isSpam: spamVerdict.status === 'FAIL',
        hasVirus: virusVerdict.status === 'FAIL',
        isVouchedFor: dmarcVerdict.status === 'PASS',
      },
    );
  }
};
