import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Firewall } from './constructs/firewall.ts';
import type { Environment } from './environments.ts';

type EdgeStackProps = StackProps & {
  readonly environmentName: string;
  readonly firewall: NonNullable<Environment['firewall']>;
};

/** What CloudFront takes from one region only, wherever the rest of the service is: the firewall. */
export class EdgeStack extends Stack {
  /** For the service's stack, also in another region. */
  readonly firewallArn: string;
  /** The name that the firewall's metrics carry. */
  readonly firewallName: string;

  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    this.firewallName = `learning-partners-${props.environmentName}`;
    const { webAcl } = new Firewall(this, 'Firewall', { name: this.firewallName, ...props.firewall });
    // An export reaches no other region, except by functions of CDK's own that copy it there.
    CrossStackReferences.of(webAcl).produce(ReferenceStrength.WEAK);
    this.firewallArn = webAcl.attrArn;
  }
}
