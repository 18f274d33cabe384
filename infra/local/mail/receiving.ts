import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Clock } from '../ground/clock.ts';
import type { DeadLetters } from '../ground/report.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Plan } from '../template/plan.ts';

/** SES's other half: emails to the service. */
export type Receiving = {
  /** The addresses at which the service reads email. */
  readonly addresses: readonly string[];
  /** Delivers a raw email by the rules of the template. Returns whether one was for this address. */
  readonly receive: (raw: Buffer, to: string) => Promise<boolean>;
  /** Answers a GET of a stored email, as S3 does. */
  readonly answerObject: (request: IncomingMessage, response: ServerResponse, path: string) => void;
};

type Parts = {
  readonly folder: string;
  readonly functions: Functions;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
};

const passes = { status: 'PASS' };

export function openReceiving(plan: Plan, { folder, functions, clock, deadLetters }: Parts): Receiving {
  const rules = plan.receiptRules.map(({ properties }) => properties.Rule);
  const fileOf = (bucket: string, key: string) => join(folder, bucket, key);

  async function follow(rule: (typeof rules)[number], raw: Buffer, to: string): Promise<void> {
    const messageId = randomUUID().replaceAll('-', '');
    const timestamp = new Date(clock.now()).toISOString();
    for (const action of rule.Actions) {
      if ('S3Action' in action) {
        const { BucketName, ObjectKeyPrefix } = action.S3Action;
        const file = fileOf(BucketName, `${ObjectKeyPrefix}${messageId}`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, raw);
        continue;
      }
      const event = {
        Records: [
          {
            eventSource: 'aws:ses',
            eventVersion: '1.0',
            ses: {
              mail: { messageId, timestamp, destination: [to] },
              // No one can check a sender here.
              receipt: {
                timestamp,
                recipients: [to],
                spamVerdict: passes,
                virusVerdict: passes,
                dmarcVerdict: passes,
              },
            },
          },
        ],
      };
      const outcome = await functions.invoke(action.LambdaAction.FunctionArn, event);
      if ('failure' in outcome)
        deadLetters({
          destination: action.LambdaAction.FunctionArn,
          cause: outcome.failure.errorMessage,
          content: event,
        });
    }
  }

  return {
    addresses: rules.flatMap(({ Recipients }) => Recipients),
    receive: async (raw, to) => {
      const own = rules.filter(({ Recipients }) => Recipients.includes(to));
      for (const rule of own) await follow(rule, raw, to);
      return own.length > 0;
    },
    answerObject: ({ headers }, response, path) => {
      const [, bucket = '', ...key] = normalize(path).split('/');
      const file = fileOf(bucket, key.join('/'));
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      const whole = readFileSync(file);
      const [, last = ''] = /^bytes=0-(\d+)$/.exec(String(headers.range ?? '')) ?? [];
      const part = last === '' ? whole : whole.subarray(0, Number(last) + 1);
      response.writeHead(206, { 'content-range': `bytes 0-${part.length - 1}/${whole.length}` }).end(part);
    },
  };
}

type Written = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The email it answers: its Message-ID and references. */
  readonly answers?: { readonly id: string; readonly references: string } | undefined;
};

/** A raw email as a mail program writes it. */
export const rawEmail = ({ from, to, subject, text, answers }: Written): Promise<Buffer> =>
  new MailComposer({
    ...{ from, to, subject, text },
    messageId: `<${randomUUID()}@mail.example.com>`,
    ...(answers && { inReplyTo: answers.id, references: `${answers.references} ${answers.id}`.trim() }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
