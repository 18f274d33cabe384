import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SigningKeys } from './constructs/keys.ts';
import { ProgramTable } from './constructs/program-table.ts';
import { StaffPool } from './constructs/sign-in.ts';
import type { Environment } from './environments.ts';

/** The parts that must survive: the table, the keys of links already mailed, and the staff accounts. */
export class DataStack extends Stack {
  readonly table: ProgramTable;
  /** For links in letters, and for browsers that opened them. */
  readonly linkKeys: SigningKeys;
  /** For staff sessions. Public functions can't create one. */
  readonly sessionKeys: SigningKeys;
  readonly staff: StaffPool;

  constructor(scope: Construct, id: string, props: StackProps & { readonly environment: Environment }) {
    super(scope, id, props);
    const { keepsEverything, name, signingKeyVersions } = props.environment;
    const removalPolicy = keepsEverything ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const kept = { removalPolicy, deletionProtection: keepsEverything };
    this.table = new ProgramTable(this, 'ProgramTable', kept);
    this.linkKeys = new SigningKeys(this, 'LinkKeys', {
      sign: 'links in emails and applicant sessions',
      removalPolicy,
      versionId: signingKeyVersions?.links,
    });
    this.sessionKeys = new SigningKeys(this, 'SessionKeys', {
      sign: 'staff sessions',
      removalPolicy,
      versionId: signingKeyVersions?.sessions,
    });
    this.staff = new StaffPool(this, 'Staff', { environmentName: name, ...kept });
  }
}
