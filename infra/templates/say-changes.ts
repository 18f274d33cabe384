import { type Impact, impacts, type ResourceChange } from './changes.ts';

/** The names of the service's resources; for others, the last part of the type. */
const nouns: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'HTTP API',
  'AWS::ApiGatewayV2::Integration': 'function integration',
  'AWS::ApiGatewayV2::Route': 'route',
  'AWS::Budgets::Budget': 'budget',
  'AWS::CloudFront::Distribution': 'CloudFront distribution',
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::CloudWatch::Dashboard': 'dashboard',
  'AWS::Cognito::UserPool': 'staff user pool',
  'AWS::Cognito::UserPoolClient': 'sign-in client',
  'AWS::Cognito::UserPoolGroup': 'staff group',
  'AWS::DynamoDB::Table': 'table',
  'AWS::IAM::Policy': 'permission',
  'AWS::IAM::Role': 'role',
  'AWS::Lambda::EventSourceMapping': 'table stream mapping',
  'AWS::Lambda::Function': 'function',
  'AWS::Lambda::Permission': 'permission to call',
  'AWS::Logs::LogGroup': 'log',
  'AWS::S3::Bucket': 'bucket',
  'AWS::SES::ConfigurationSet': 'email configuration',
  'AWS::SES::EmailIdentity': 'email sender',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::Scheduler::Schedule': 'schedule',
  'AWS::SecretsManager::Secret': 'secret',
};

const nounOf = (type: string) => nouns[type] ?? type.split('::').slice(1).join(' ');
const without = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

const headings: Readonly<Record<Impact, string>> = {
  destroyed: 'DESTROYED with everything in it',
  replaced: 'REPLACED by a new, empty one',
  'perhaps-replaced': 'POSSIBLY REPLACED by a new, empty one',
  orphaned: 'no longer part of the service; it stays in the account',
  changed: 'changed',
  made: 'new',
};

// One terminal page; the rest is counted.
const mostLines = 20;

/** The changes of one stack in plain words: destroyed and replaced resources one by one and first, new ones as counts. */
export function sayChanges(changes: readonly ResourceChange[]): readonly string[] {
  if (changes.length === 0) return ['no changes'];
  return impacts.flatMap((impact) => {
    const own = changes.filter((change) => change.impact === impact);
    if (own.length === 0) return [];
    if (impact === 'made') return [`${headings.made}: ${sayCounts(own)}`];
    const lines = own.map((change) => `${headings[impact]}: ${sayChange(change)}`);
    if (impact !== 'changed' || lines.length <= mostLines) return lines;
    return [...lines.slice(0, mostLines), `changed: ${sayCounts(own.slice(mostLines))} more`];
  });
}

function sayChange({ impact, type, logicalId, properties, oldOneStays }: ResourceChange): string {
  const what = `${nounOf(type)} ${without(logicalId)}`;
  const because = properties.length > 0 ? ` (${properties.join(', ')})` : '';
  const old = impact.endsWith('replaced') && oldOneStays ? '; the old one stays in the account' : '';
  return `${what}${because}${old}`;
}

/** `3 × function, 1 × table`, the most frequent first. */
function sayCounts(changes: readonly ResourceChange[]): string {
  return [...Map.groupBy(changes, ({ type }) => nounOf(type))]
    .map(([noun, { length }]) => ({ noun, length }))
    .sort((a, b) => b.length - a.length || (a.noun < b.noun ? -1 : 1))
    .map(({ noun, length }) => `${length} × ${noun}`)
    .join(', ');
}

/** Why an environment that keeps everything isn't deployed. */
export function sayRefusal(losses: readonly ResourceChange[]): string {
  const named = losses.map(({ type, logicalId }) => `the ${nounOf(type)} ${without(logicalId)}`).join(', ');
  return `This would take ${named} out of use, but this environment keeps all data. Keep its logical ID and its key, or move its data first (infra/RUNBOOK.md, “Routine: replace something that holds data”).`;
}
