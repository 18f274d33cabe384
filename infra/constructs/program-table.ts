import { CfnOutput, type RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { allow, type Granted } from './function.ts';

const overviewIndex = 'overview';

/** The operations that a function may get. Only the nightly one may read everything and delete. */
type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'Query' | 'Scan' | 'BatchWriteItem';

/** The store fetches everything needed at one moment in one call. */
const permissionsFor = (action: TableAction) =>
  action === 'GetItem' ? ['GetItem', 'BatchGetItem'] : [action];

/** The program's one table: every aggregate is one item, and its stream carries the events. */
export class ProgramTable extends Construct {
  readonly table: Table;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly removalPolicy: RemovalPolicy; readonly deletionProtection: boolean },
  ) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...props,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: overviewIndex,
      partitionKey: { name: 'overviewKey', type: AttributeType.STRING },
      sortKey: { name: 'overviewSort', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['summary'],
    });
    new CfnOutput(this, 'Name', { value: this.table.tableName });
  }

  /** The table's name, with exactly these operations on its items and, if requested, queries of the overview. */
  allowing(actions: readonly TableAction[], overview: 'with-overview' | 'without-overview'): Granted {
    return {
      value: this.table.tableName,
      permit: (fn) => {
        const operations = actions.flatMap(permissionsFor).map((action) => `dynamodb:${action}`);
        allow(fn, operations, [this.table.tableArn]);
        if (overview === 'with-overview')
          allow(fn, ['dynamodb:Query'], [`${this.table.tableArn}/index/${overviewIndex}`]);
      },
    };
  }
}
