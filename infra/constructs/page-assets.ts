import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { CfnElement, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { AwsCustomResource, type AwsSdkCall, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { assetsFolder } from '../entries.ts';
import { acknowledge, fitting, placeInFindings } from './acknowledge.ts';
import { allow, type FunctionDefaults } from './function.ts';

const copierMemoryMb = 256;

const forever = 'public, max-age=31536000, immutable';

const served: Readonly<Record<string, { readonly ContentType: string; readonly CacheControl: string }>> = {
  '.css': { ContentType: 'text/css; charset=utf-8', CacheControl: forever },
  '.js': { ContentType: 'text/javascript; charset=utf-8', CacheControl: forever },
  '.svg': { ContentType: 'image/svg+xml', CacheControl: forever },
  // Shown at the addresses of other pages. A browser that kept it would show it after the outage.
  '.html': { ContentType: 'text/html; charset=utf-8', CacheControl: 'no-store' },
};

/**
 * The files that pages link to. Each name has a hash of the content, and old files stay. During a release,
 * and in open tabs, pages of the previous release still request its styles.
 */
export class PageAssets extends Construct {
  readonly bucket: IBucket;
  /** The address of the page that says the service isn't responding. */
  readonly outagePage: string;
  /** Anything that must not respond before this release's files exist depends on these. */
  readonly uploads: readonly Construct[];
  /** The name in findings. */
  private readonly bucketId: string;
  private readonly copier: Role;
  private readonly log: LogGroup;

  constructor(
    scope: Construct,
    id: string,
    props: Pick<FunctionDefaults, 'builtFunctions' | 'logRetention' | 'logRemoval'>,
  ) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Like the logs: an environment that keeps everything keeps its old files; others leave no trace.
      removalPolicy: props.logRemoval,
      autoDeleteObjects: props.logRemoval === RemovalPolicy.DESTROY,
    });
    this.bucket = fitting(bucket, isBucket);
    this.bucketId = Stack.of(this).getLogicalId(fitting(bucket.node.defaultChild, CfnElement.isCfnElement));
    this.copier = new Role(this, 'Copier', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.log = new LogGroup(this, 'Log', { retention: props.logRetention, removalPolicy: props.logRemoval });
    this.log.grantWrite(this.copier);
    const folder = join(props.builtFunctions, assetsFolder);
    const files = readdirSync(folder);
    this.uploads = files.map((file) => this.upload(folder, file));
    const outagePage = files.find((file) => file.startsWith('outage.'));
    if (outagePage === undefined) throw new Error(`${folder} has no outage page. Run npm run build.`);
    this.outagePage = `/${assetsFolder}/${outagePage}`;
    acknowledge(
      Stack.of(this).node.findChild(`AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`),
      "Only CloudFormation calls it, during a deployment, and waits. If a file can't be copied, it fails the deployment.",
      'Serverless-LambdaDLQ',
      'Serverless-LambdaTracing',
    );
    acknowledge(
      this.bucket,
      'These few files are public, and only the front door reads them. A log would only show who opened a page.',
      'AwsSolutions-S1',
    );
  }

  // Copies one object. CDK's own BucketDeployment copies whole folders with a 30 MB Python layer, which every
  // synthesis would copy, and with permission to delete.
  private upload(folder: string, file: string): Construct {
    const [kind = file] = file.split('.');
    const asset = new Asset(this, kind, { path: join(folder, file) });
    this.permitCopying(asset.s3BucketName);
    const key = `${assetsFolder}/${file}`;
    const copy: AwsSdkCall = {
      service: 'S3',
      action: 'copyObject',
      parameters: {
        Bucket: this.bucket.bucketName,
        Key: key,
        CopySource: `${asset.s3BucketName}/${asset.s3ObjectKey}`,
        MetadataDirective: 'REPLACE',
        ...servedAs(file),
      },
      physicalResourceId: PhysicalResourceId.of(key),
    };
    return new AwsCustomResource(this, `Upload-${kind}`, {
      resourceType: 'Custom::PageAsset',
      onCreate: copy,
      onUpdate: copy,
      installLatestAwsSdk: false,
      role: this.copier,
      logGroup: this.log,
      memorySize: copierMemoryMb,
    });
  }

  // The same for every release. Permission for one new file would change the policy in the same deployment
  // that copies it, and IAM takes longer to apply it than CloudFormation takes to start the copy.
  private permitCopying(assetBucket: string): void {
    const { partition } = Stack.of(this);
    allow(this.copier, ['s3:GetObject'], [`arn:${partition}:s3:::${assetBucket}/*`]);
    allow(this.copier, ['s3:PutObject'], [this.bucket.arnForObjects(`${assetsFolder}/*`)]);
    const place = placeInFindings(this);
    const prepared = `cdk-hnb659fds-assets-${place.account}-${place.region}`;
    acknowledge(
      this.copier,
      'Only a deployment calls it, with file names from the template. It copies public files from the uploaded assets to the public folder.',
      `AwsSolutions-IAM5[Resource::arn:${place.partition}:s3:::${prepared}/*]`,
      `AwsSolutions-IAM5[Resource::<${this.bucketId}.Arn>/${assetsFolder}/*]`,
    );
  }
}

/** @throws for a file whose type browsers wouldn't recognize. */
function servedAs(file: string) {
  const headers = served[extname(file)];
  if (headers === undefined) throw new Error(`${file}: pages don’t link to this file type`);
  return headers;
}

const isBucket = (one: unknown): one is IBucket => one instanceof Bucket;
