import { CrossStackReferences, ReferenceStrength, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { Budget } from './constructs/budget.ts';
import { Happenings, Overview } from './constructs/dashboard.ts';
import { DeployRole } from './constructs/deploy-role.ts';
import { type Watched, watchFrontDoor } from './constructs/front-door-alarms.ts';
import type { FunctionDefaults } from './constructs/function.ts';
import { Inbox } from './constructs/inbox.ts';
import { Mail, MailFeedback } from './constructs/mail.ts';
import { Night } from './constructs/night.ts';
import { Notifications } from './constructs/notifications.ts';
import { PageAssets } from './constructs/page-assets.ts';
import { Pages } from './constructs/pages.ts';
import { Solver } from './constructs/solver.ts';
import { Web } from './constructs/web.ts';
import type { DataStack } from './data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { globalRegion } from './environment-record.ts';
import type { Environment } from './environments.ts';

type ServiceStackProps = StackProps & {
  readonly environment: Environment;
  readonly data: DataStack;
  /** Absent if the environment has no firewall. */
  readonly edge?: EdgeStack | undefined;
  /** The bundle's output: one folder per function. */
  readonly builtFunctions: string;
};

/** The parts that can be replaced at any time: functions, routes, the solver, letters, scheduled calls, and alarms. */
export class ServiceStack extends Stack {
  /** What the front door's alarms watch. For a service in another region they are in their own stack. */
  readonly watched: Watched;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { environment, data } = props;
    // CDK lists a function's role as a dependency although the reference implies it. This is harmless.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    const alarms = new Alarms(this, 'Alarms', environment.alarmAddress);
    const { alarmAddress, monthlyBudgetUsd } = environment;
    if (alarmAddress !== undefined && monthlyBudgetUsd !== undefined) {
      new Budget(this, 'Budget', { alarmAddress, monthlyBudgetUsd });
    }
    const logs = {
      logRetention: environment.logRetention,
      logRemoval: environment.keepsEverything ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    const defaults: FunctionDefaults = {
      builtFunctions: props.builtFunctions,
      memoryMb: environment.capacity.functionMemoryMb,
      alarms,
      ...logs,
    };
    const { name, timeZone, deployedFrom, inboundEmail } = environment;
    if (deployedFrom !== undefined) {
      new DeployRole(this, 'DeployRole', {
        environmentName: name,
        repository: deployedFrom,
        tableArn: data.table.table.tableArn,
      });
    }
    const assets = new PageAssets(this, 'PageAssets', defaults);
    const web = new Web(this, 'Web', {
      ...environment,
      assets,
      alarms,
      firewallArn: props.edge?.firewallArn,
      ...logs,
    });
    this.watched = {
      distributionId: web.frontDoor.distribution.distributionId,
      firewallName: props.edge?.firewallName,
    };
    if (environment.region === globalRegion) watchFrontDoor(this, alarms, this.watched);
    const mail = new Mail(this, 'Mail', environment);
    new Pages(this, 'Pages', {
      ...{ data, web, defaults, inboundEmail },
      programName: environment.sender.name,
    });
    new Solver(this, 'Solver', { data, defaults });
    new MailFeedback(this, 'MailFeedback', { data, topic: mail.feedback, defaults });
    if (inboundEmail !== undefined) new Inbox(this, 'Inbox', { data, mail, defaults, inboundEmail });
    new Night(this, 'Night', { data, defaults, environment });
    new Notifications(this, 'Notifications', {
      data,
      mail,
      defaults,
      origin: web.origin,
      timeZone,
      inboundEmail,
    });
    const happenings = new Happenings(this, 'Happenings', { alarms });
    // Last, because it shows everything that exists.
    new Overview(this, 'Overview', { environmentName: name, happenings });
  }
}

type WatchStackProps = StackProps & {
  readonly alarmAddress: string | undefined;
  readonly watched: Watched;
};

/** The front door's alarms, for a service outside the region of CloudFront's metrics. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, props: WatchStackProps) {
    super(scope, id, props);
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    watchFrontDoor(this, new Alarms(this, 'Alarms', props.alarmAddress), props.watched);
  }
}
