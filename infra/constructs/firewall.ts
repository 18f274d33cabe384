import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/**
 * Managed rules that inspect bodies. They mistake the prose of an application for an attack: a comparison in
 * angle brackets, a school's web address, a file name, or an answer over 8 kB. They only count, so that the
 * metric still shows them.
 */
const rulesThatReadProse = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'EC2MetaDataSSRF_BODY',
];

const slowDown = `Too many requests came from your network. Please wait five minutes, then try again.
Everything you saved is safe.
`;

/**
 * The firewall in front of the front door. It slows down addresses that send too many requests, and blocks
 * requests no browser sends.
 */
export class Firewall extends Construct {
  readonly webAcl: CfnWebACL;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly name: string;
      /** In five minutes, from one address. A whole school or district may share one. */
      readonly requestsPerAddress: number;
    },
  ) {
    super(scope, id);
    this.webAcl = new CfnWebACL(this, 'WebAcl', {
      name: props.name,
      description: 'Learning Partners: firewall',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: seenAs(props.name),
      customResponseBodies: { slowDown: { contentType: 'TEXT_PLAIN', content: slowDown } },
      rules: [
        {
          name: 'rate',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429, customResponseBodyKey: 'slowDown' } } },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: props.requestsPerAddress,
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: seenAs('rate'),
        },
        {
          name: 'common',
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: 'AWSManagedRulesCommonRuleSet',
              ruleActionOverrides: rulesThatReadProse.map((name) => ({ name, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: seenAs('common'),
        },
      ],
    });
  }
}

// A sample would show whole requests, with cookies and link tokens, to everyone with access to the console.
const seenAs = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});
