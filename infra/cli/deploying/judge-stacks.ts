import type { Facts, StackFact } from './facts.ts';
import { ok, stops, unanswered, type Verdict } from './verdict.ts';

/** Whether an earlier deployment or deletion is in progress or stopped halfway. */
export function judgeStacks({ stacks }: Facts): Verdict {
  const verdicts = stacks.map(judgeStack);
  const problem = verdicts.find(({ state }) => state !== 'ok');
  return problem ?? ok(verdicts.map(({ says }) => says).join(', '));
}

function judgeStack({ name, answer }: StackFact): Verdict {
  if ('failed' in answer) return unanswered(answer.failed, 'cloudformation:DescribeStacks');
  if ('absent' in answer) return ok(`${name} isn’t deployed yet`);
  const { status } = answer.found;
  const remedy = remedyOf(name, status);
  return remedy ? stops(`${name} is ${status}: ${remedy.says}`, remedy.fix) : ok(`${name} is ${status}`);
}

/** The fix for a stack in this state; undefined if it can be deployed. */
function remedyOf(name: string, status: string): { readonly says: string; readonly fix: string } | undefined {
  const stack = `--stack-name ${name}`;
  if (status === 'REVIEW_IN_PROGRESS')
    return {
      says: 'its first deployment was created but never executed',
      fix: `Run \`aws cloudformation delete-stack ${stack}\` (it’s empty), and deploy again`,
    };
  if (status.endsWith('_IN_PROGRESS'))
    return {
      says: 'another deployment is in progress',
      fix: `Wait for it to finish (\`aws cloudformation describe-stack-events ${stack}\` shows its progress), and deploy again`,
    };
  if (status === 'ROLLBACK_COMPLETE')
    return {
      says: 'its first deployment failed and was rolled back',
      fix: `Find out why with \`aws cloudformation describe-stack-events ${stack}\`, run \`aws cloudformation delete-stack ${stack}\`, and deploy again`,
    };
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return {
      says: 'an earlier deployment failed, and so did its rollback',
      fix: `Fix the problem in its events, run \`aws cloudformation continue-update-rollback ${stack}\`, and deploy again`,
    };
  if (status.endsWith('_FAILED'))
    return {
      says: 'an earlier deployment or deletion stopped halfway',
      fix: `Fix the problem that \`aws cloudformation describe-stack-events ${stack}\` shows, run \`aws cloudformation ${status === 'UPDATE_FAILED' ? 'rollback-stack' : 'delete-stack'} ${stack}\`, and deploy again`,
    };
  return undefined;
}
