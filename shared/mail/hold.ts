import type { Letter } from '#letters/letter.ts';
import { renderText } from '#letters/render-text.ts';
import { letterId } from './letter-id.ts';
import type { Mail } from './ses.ts';

type Keep = (letter: {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}) => Promise<void>;

/**
 * Sends letters only to `reach`: whole addresses, or domains such as `@example.org`. It keeps all others, so that test
 * environments never email a real school.
 */
export const heldMail = (mail: Mail, reach: readonly string[], keep: Keep): Mail => ({
  send: async (letter) => {
    if (reaches(reach, letter.to)) return mail.send(letter);
    const id = letterId(letter.key);
    await keep({ id, kind: letter.kind, to: letter.to, subject: letter.subject, text: renderText(letter) });
    return { held: id };
  },
});

const reaches = (reach: readonly string[], to: Letter['to']): boolean => {
  const address = to.toLowerCase();
  // The domain starts at the last @, whatever comes before it.
  return reach.some((one) => one === address || one === address.slice(address.lastIndexOf('@')));
};
