import type { Failure } from './facts.ts';

/** The result of one check. A problem comes with its fix. `stops` prevents any change. */
export type Verdict =
  | { readonly state: 'ok'; readonly says: string }
  | { readonly state: 'warns' | 'stops'; readonly says: string; readonly fix: string };

export const ok = (says: string): Verdict => ({ state: 'ok', says });
export const warns = (says: string, fix: string): Verdict => ({ state: 'warns', says, fix });
export const stops = (says: string, fix: string): Verdict => ({ state: 'stops', says, fix });

/** One line: `ok  credentials: …`, or the problem and the fix. */
export function sayVerdict(name: string, verdict: Verdict): string {
  if (verdict.state === 'ok') return `ok     ${name}: ${verdict.says}.`;
  return `${verdict.state.padEnd(6)} ${name}: ${verdict.says}. ${verdict.fix}.`;
}

const signIn = 'Sign in again with `aws sso login`, or export new keys in this shell';

/** Why a question wasn't answered, for any check. */
export function unanswered({ because, words }: Failure, permission: string): Verdict {
  switch (because) {
    case 'no-credentials':
      return stops('You’re not signed in to AWS in this shell', `${signIn} (AWS_PROFILE sets the account)`);
    case 'expired':
      return stops('Your AWS credentials have expired', signIn);
    case 'wrong-credentials':
      return stops('AWS doesn’t recognize your credentials', signIn);
    case 'not-allowed':
      return stops(
        `This sign-in doesn’t have permission: ${permission}`,
        `Ask for permission to use ${permission}`,
      );
    case 'unreachable':
      return stops(`Can’t reach AWS (${words})`, 'Check your network or proxy and try again');
    case 'other':
      return stops(`AWS returned “${words}”`, 'Try again. If it keeps happening, contact AWS Support');
  }
}
