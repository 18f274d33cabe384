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

/** The other managed rules. They block as AWS made them, with our page. A rule that AWS adds later has AWS’s page. */
const rulesThatBlock = [
  'NoUserAgent_HEADER',
  'UserAgent_BadBots_HEADER',
  'SizeRestrictions_QUERYSTRING',
  'SizeRestrictions_Cookie_HEADER',
  'SizeRestrictions_URIPATH',
  'EC2MetaDataSSRF_COOKIE',
  'EC2MetaDataSSRF_URIPATH',
  'EC2MetaDataSSRF_QUERYARGUMENTS',
  'GenericLFI_QUERYARGUMENTS',
  'GenericLFI_URIPATH',
  'RestrictedExtensions_URIPATH',
  'RestrictedExtensions_QUERYARGUMENTS',
  'GenericRFI_QUERYARGUMENTS',
  'GenericRFI_URIPATH',
  'CrossSiteScripting_COOKIE',
  'CrossSiteScripting_QUERYARGUMENTS',
  'CrossSiteScripting_URIPATH',
];

const windowSeconds = 300;

// Without our styles, because the firewall would block them too.
const slowDown = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Please wait five minutes</title>
<h1>Please wait five minutes</h1>
<p>Too many requests came from your network. If you sent a form, we didn’t receive it, but anything you saved earlier is safe.</p>
<p>Go back in your browser, copy your answers if they’re still there, and try again in five minutes.</p>
</html>
`;

const blocked = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Our firewall blocked this request</title>
<h1>Our firewall blocked this request</h1>
<p>It looked like an attack. A very long link, or a web address or code in a search, can cause this. If you sent a form, we didn’t receive it, but anything you saved earlier is safe.</p>
<p>Go back in your browser and copy your answers if they’re still there. Shorten or change what you searched for, or try again in a private window.</p>
<p>If it happens again, reply to any email from us and tell us what you were doing.</p>
</html>
`;

const blockedWithPage: CfnWebACL.RuleActionProperty = {
  block: { customResponse: { responseCode: 403, customResponseBodyKey: 'blocked' } },
};

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
      customResponseBodies: {
        slowDown: { contentType: 'TEXT_HTML', content: slowDown },
        blocked: { contentType: 'TEXT_HTML', content: blocked },
      },
      rules: [
        {
          name: 'rate',
          priority: 0,
          action: {
            block: {
              customResponse: {
                responseCode: 429,
                customResponseBodyKey: 'slowDown',
                responseHeaders: [{ name: 'Retry-After', value: String(windowSeconds) }],
              },
            },
          },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: props.requestsPerAddress,
              evaluationWindowSec: windowSeconds,
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
              ruleActionOverrides: [
                ...rulesThatReadProse.map((name) => ({ name, actionToUse: { count: {} } })),
                ...rulesThatBlock.map((name) => ({ name, actionToUse: blockedWithPage })),
              ],
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
