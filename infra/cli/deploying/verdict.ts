import type { Failure } from './facts.ts';

/** How one check went. Whatever is not well comes with what to do about it; what `stops` stops before anything changes. */
export type Verdict =
  | { readonly state: 'ok'; readonly says: string }
  | { readonly state: 'warns' | 'stops'; readonly says: string; readonly fix: string };

export const ok = (says: string): Verdict => ({ state: 'ok', says });
export const warns = (says: string, fix: string): Verdict => ({ state: 'warns', says, fix });
export const stops = (says: string, fix: string): Verdict => ({ state: 'stops', says, fix });

/** One line: `ok  credentials: …`, or what is wrong and the fix, in one sentence. */
export function sayVerdict(name: string, verdict: Verdict): string {
  if (verdict.state === 'ok') return `ok     ${name}: ${verdict.says}.`;
  return `${verdict.state.padEnd(6)} ${name}: ${verdict.says}; ${verdict.fix}.`;
}

const signIn = 'sign in again with `aws sso login`, or export fresh keys into this shell';

/** Why a question could not be answered, for any check. */
export function unanswered({ because, words }: Failure, permission: string): Verdict {
  switch (because) {
    case 'no-credentials':
      return stops('nobody is signed in to AWS in this shell', `${signIn} (AWS_PROFILE chooses the account)`);
    case 'expired':
      return stops('the credentials of this shell have expired', signIn);
    case 'wrong-credentials':
      return stops('AWS does not know the credentials of this shell', signIn);
    case 'not-allowed':
      return stops(`this sign-in may not ask (${permission})`, `have ${permission} allowed for it`);
    case 'unreachable':
      return stops(`AWS cannot be reached (${words})`, 'look at the network or the proxy, and try again');
    case 'other':
      return stops(`AWS answered “${words}”`, 'try again, and ask AWS Support if it stays');
  }
}
