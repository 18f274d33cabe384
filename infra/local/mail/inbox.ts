import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import * as v from 'valibot';

export type Letter = {
  readonly id: string;
  /** When it was sent, by the service's clock, in milliseconds. */
  readonly sentAt: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Empty if the letter has no HTML. */
  readonly html: string;
  /** Every address that the text links to, in order, each once. */
  readonly links: readonly string[];
  /** The name is undefined for a part next to the text, such as an invitation. */
  readonly attachments: readonly { readonly name: string | undefined; readonly contentType: string }[];
  readonly headers: ReadonlyMap<string, string>;
  readonly envelope: Envelope;
};

/** The caller's data about a letter, and the mail service's response. */
type Envelope = v.InferOutput<typeof envelopeSchema>;

export type Inbox = {
  /** Stores a letter and returns its ID. */
  readonly keep: (raw: Buffer, envelope: Envelope) => string;
  /** Letters, newest first: all, or those to an address that contains `to`. Skips `skip` and returns at most `most`. */
  readonly letters: (asked?: {
    readonly to?: string;
    readonly skip?: number;
    readonly most?: number;
  }) => Promise<readonly Letter[]>;
  /** How many there are. */
  readonly count: () => number;
  readonly letter: (id: string) => Promise<Letter | undefined>;
};

const envelopeSchema = v.object({
  sentAt: v.number(),
  recipients: v.array(v.string()),
  // Letters from earlier versions have none of these.
  messageId: v.optional(v.string(), ''),
  configurationSet: v.optional(v.string(), ''),
  tags: v.optional(v.record(v.string(), v.array(v.string())), {}),
});

/** The letters in `folder`: each an `.eml` as sent, and next to it its recipients and time. */
export function openInbox(folder: string): Inbox {
  mkdirSync(folder, { recursive: true });
  const parsed = new Map<string, Letter>();
  const read = async (id: string): Promise<Letter> => {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const letter = await readLetter(folder, id);
    parsed.set(id, letter);
    return letter;
  };
  let count = 0;
  return {
    keep: (raw, envelope) => {
      const { sentAt } = envelope;
      count += 1;
      // Sorts by time, then by order within a millisecond.
      const id = `${String(sentAt).padStart(15, '0')}-${String(count).padStart(6, '0')}-${randomUUID().slice(0, 8)}`;
      writeFileSync(join(folder, `${id}.eml`), raw);
      const file = join(folder, `${id}.json`);
      writeFileSync(`${file}.new`, JSON.stringify(envelope));
      renameSync(`${file}.new`, file);
      return id;
    },
    letters: async ({ to = '', skip = 0, most = Number.POSITIVE_INFINITY } = {}) => {
      const found: string[] = [];
      for (const id of idsIn(folder)) {
        if (found.length >= skip + most) break;
        if (to === '' || recipientsOf(folder, id).some((one) => one.includes(to))) found.push(id);
      }
      return Promise.all(found.slice(skip).map(read));
    },
    count: () => idsIn(folder).length,
    letter: async (id) =>
      /^[\w-]+$/.test(id) && existsSync(join(folder, `${id}.json`)) ? read(id) : undefined,
  };
}

const idsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
    .reverse();

const envelopeOf = (folder: string, id: string) =>
  v.parse(envelopeSchema, JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')));

const recipientsOf = (folder: string, id: string): readonly string[] => envelopeOf(folder, id).recipients;

async function readLetter(folder: string, id: string): Promise<Letter> {
  const envelope = envelopeOf(folder, id);
  const mail = await simpleParser(readFileSync(join(folder, `${id}.eml`)));
  const text = mail.text ?? '';
  return {
    id,
    sentAt: envelope.sentAt,
    from: mail.from?.text ?? '',
    to: envelope.recipients,
    envelope,
    subject: mail.subject ?? '',
    text,
    html: mail.html || '',
    links: [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])],
    attachments: mail.attachments.map(({ filename, contentType }) => ({
      name: filename,
      contentType,
    })),
    headers: new Map(
      mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
    ),
  };
}
