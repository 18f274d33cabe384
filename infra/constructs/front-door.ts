import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { assetsFolder } from '../entries.ts';
import { globalRegion } from '../environment-record.ts';
import type { Environment } from '../environments.ts';
import { acknowledge } from './acknowledge.ts';
import type { PageAssets } from './page-assets.ts';

type FrontDoorProps = {
  readonly api: HttpApi;
  readonly assets: PageAssets;
  /** The key that identifies it to the functions. */
  readonly key: string;
  readonly domain?: Environment['domain'];
  /** The ARN of the web ACL in front, if the environment has one. */
  readonly firewallArn: string | undefined;
};

/** The service's one public address. Page files come from their bucket, everything else from the API, never cached. */
export class FrontDoor extends Construct {
  readonly distribution: Distribution;
  /** `https://apply.example.org`, without a trailing slash. */
  readonly origin: string;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const { domain, firewallArn } = props;
    const shared = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.protectingHeaders(),
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Learning Partners: public address',
      defaultBehavior: { ...shared, ...fromApi(props) },
      additionalBehaviors: {
        [`/${assetsFolder}/*`]: {
          ...shared,
          origin: S3BucketOrigin.withOriginAccessControl(props.assets.bucket),
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
          compress: true,
        },
      },
      // Functions never answer with these, but CloudFront does if it can't reach the API.
      errorResponses: [502, 504].map((status) => ({
        httpStatus: status,
        responseHttpStatus: status,
        responsePagePath: props.assets.outagePage,
        ttl: Duration.seconds(0),
      })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(firewallArn !== undefined && { webAclId: firewallArn }),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateOf(domain)),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    });
    this.distribution.node.addDependency(...props.assets.uploads);
    this.origin = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
    this.acknowledgeRules(props);
  }

  // For responses that don't come from functions: files and CloudFront's own errors. The functions send the
  // same headers, and theirs win.
  private protectingHeaders(): ResponseHeadersPolicy {
    const override = false;
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'Learning Partners: headers of every response',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          // The outage page has styles.
          contentSecurityPolicy:
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
          override,
        },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override,
        },
      },
    });
  }

  private acknowledgeRules({ domain, firewallArn }: FrontDoorProps): void {
    acknowledge(
      this.distribution,
      'This log would record who opened which address, and links in emails contain a token. The API access log shows failures without either.',
      'AwsSolutions-CFR3',
    );
    acknowledge(
      this.distribution,
      'Principals may apply while traveling, so no country is blocked.',
      'AwsSolutions-CFR1',
    );
    if (domain === undefined) {
      acknowledge(
        this.distribution,
        "Without a domain, CloudFront's own certificate sets the protocols. Current browsers use TLS 1.3.",
        'AwsSolutions-CFR4',
      );
    }
    if (firewallArn === undefined) {
      acknowledge(
        this.distribution,
        'This environment is for testing and holds no real data. A firewall would cost more than everything else in it.',
        'AwsSolutions-CFR2',
      );
    }
  }
}

const fromApi = ({ api, key }: FrontDoorProps): Omit<BehaviorOptions, 'viewerProtocolPolicy'> => ({
  origin: new HttpOrigin(`${api.apiId}.execute-api.${api.stack.region}.${api.stack.urlSuffix}`, {
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    customHeaders: { 'x-front-door-key': key },
  }),
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  // The API only accepts its own host name.
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  // The functions compress what is worth it.
  compress: false,
});

function certificateOf({ name, certificateArn }: NonNullable<Environment['domain']>): string {
  if (certificateArn.split(':')[3] !== globalRegion) {
    throw new Error(
      `The certificate for ${name} must be in ${globalRegion}, where CloudFront looks for it. Request it there and put its ARN in infra/environments.ts.`,
    );
  }
  return certificateArn;
}
