import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

export type Watched = {
  readonly distributionId: string;
  /** Absent if there is no firewall. */
  readonly firewallName: string | undefined;
};

/**
 * Watches what only the front door knows: that it gets no responses, and that the firewall blocks many
 * requests. CloudFront keeps both metrics in us-east-1, so `scope` must be there.
 */
export function watchFrontDoor(
  scope: Construct,
  alarms: Alarms,
  { distributionId, firewallName }: Watched,
): void {
  const period = Duration.minutes(5);
  // Percent.
  const failing = new Metric({
    namespace: 'AWS/CloudFront',
    metricName: '5xxErrorRate',
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    statistic: 'Average',
    period,
  });
  const failingWords = { ifItFails: 'More than 5% of pages returned an error for 15 minutes' };
  alarms.ring(scope, 'FrontDoorFailing', failing, 5, failingWords, { evaluationPeriods: 3 });
  if (firewallName === undefined) return;
  const blocked = new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: firewallName, Rule: 'ALL' },
    statistic: 'Sum',
    period,
  });
  alarms.ring(scope, 'FirewallBlocking', blocked, 500, {
    ifItFails: "The firewall is blocking many requests: an attack, or a whole network that can't apply",
  });
}
