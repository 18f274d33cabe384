import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Firewall } from './constructs/firewall.ts';
import type { Environment } from './environments.ts';

type EdgeStackProps = StackProps & {
  readonly environmentName: string;
  readonly firewall: NonNullable<Environment['firewall']>;
};

/** The firewall, which CloudFront only accepts from one region. */
export class EdgeStack extends Stack {
  /** For the service's stack, even in another region. */
  readonly firewallArn: string;
  /** The name in the firewall's metrics. */
  readonly firewallName: string;

  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    this.firewallName = `learning-partners-${props.environmentName}`;
    const { webAcl } = new Firewall(this, 'Firewall', { name: this.firewallName, ...props.firewall });
    // Exports don't reach other regions, except through CDK's own functions that copy them.
    CrossStackReferences.of(webAcl).produce(ReferenceStrength.WEAK);
    this.firewallArn = webAcl.attrArn;
  }
}
