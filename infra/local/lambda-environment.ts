import { addresses } from './addresses.ts';

/** Every function's environment: where "AWS" is, and its identity there. */
export function lambdaEnvironment(
  databaseEndpoint: string,
  awsEndpoint: string,
): Readonly<Record<string, string>> {
  return {
    AWS_REGION: addresses.region,
    AWS_DEFAULT_REGION: addresses.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: databaseEndpoint,
    AWS_ENDPOINT_URL_SES: `${awsEndpoint}/ses`,
    AWS_ENDPOINT_URL_SCHEDULER: `${awsEndpoint}/scheduler`,
    LANG: 'en_US.UTF-8',
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
  };
}
