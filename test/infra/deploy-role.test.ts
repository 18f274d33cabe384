import { describe, expect, test } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { environmentNamed } from '../../infra/environments.ts';
import { aFolderOfFunctions, ofType, synthesize } from './template.ts';

const fromGitHub = { ...environmentNamed('prod'), deployedFrom: 'district/learning-partners' };
const roleOf = (environment: typeof fromGitHub) =>
  ofType(synthesize(environment).service, 'AWS::IAM::Role').filter(
    ({ Properties }) => Properties.Description === 'Deploys prod from district/learning-partners on GitHub',
  );

describe('the role that a workflow deploys with', () => {
  test('can only be assumed by that repository, for its environment of the same name', () => {
    expect(roleOf(fromGitHub).map(({ Properties }) => Properties.AssumeRolePolicyDocument)).toMatchObject([
      {
        Statement: [
          {
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
                'token.actions.githubusercontent.com:sub': 'repo:district/learning-partners:environment:prod',
              },
            },
          },
        ],
      },
    ]);
  });

  test('doesn’t exist if the record names no repository', () => {
    const { deployedFrom: _, ...byHand } = fromGitHub;
    expect(
      ofType(synthesize(byHand).service, 'AWS::IAM::Role').filter(({ Properties }) =>
        JSON.stringify(Properties).includes('token.actions.githubusercontent.com'),
      ),
    ).toEqual([]);
  });

  test('passes both rule packs', () => {
    const app = buildApp({ ...aFolderOfFunctions(), environments: [fromGitHub] });
    expect(() => app.synth()).not.toThrow();
  });
});
