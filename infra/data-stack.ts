import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LinkKeys } from './constructs/link-keys.ts';
import { StaffPool } from './constructs/sign-in.ts';
import { ProgramTable } from './constructs/table.ts';
import type { Environment } from './environments.ts';

/** What must survive: the table, the keys of links already mailed, and the accounts of the staff. */
export class DataStack extends Stack {
  readonly table: ProgramTable;
  readonly linkKeys: LinkKeys;
  readonly staff: StaffPool;

  constructor(scope: Construct, id: string, props: StackProps & { readonly environment: Environment }) {
    super(scope, id, props);
    const { keepsEverything, name, linkKeysVersionId } = props.environment;
    const removalPolicy = keepsEverything ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const kept = { removalPolicy, deletionProtection: keepsEverything };
    this.table = new ProgramTable(this, 'ProgramTable', kept);
    this.linkKeys = new LinkKeys(this, 'LinkKeys', { removalPolicy, versionId: linkKeysVersionId });
    this.staff = new StaffPool(this, 'Staff', { environmentName: name, ...kept });
  }
}
