import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FrontDoorEnv } from '#http/env.ts';
import type { Env as ApplicationsEnv } from '../../functions/applications/env.ts';
import type { Env as PairingsEnv } from '../../functions/pairings/env.ts';
import type { Env as RecordsEnv } from '../../functions/records/env.ts';
import type { Env as ReviewsEnv } from '../../functions/reviews/env.ts';
import type { Env as SchoolsEnv } from '../../functions/schools/env.ts';
import type { Env as SignInEnv } from '../../functions/sign-in/env.ts';
import type { Env as SiteEnv } from '../../functions/site/env.ts';
import type { Env as ThreadsEnv } from '../../functions/threads/env.ts';
import type { Env as VisitsEnv } from '../../functions/visits/env.ts';
import type { DataStack } from '../data-stack.ts';
import { type FunctionDefaults, type FunctionProps, ProgramFunction, plain } from './function.ts';
import { StaffSignIn } from './sign-in.ts';
import type { Web } from './web.ts';

// A page that takes longer has lost its reader.
const timeout = Duration.seconds(10);

type PageProps<Env> = Pick<FunctionProps<Env & FrontDoorEnv>, 'name' | 'ifItFails' | 'environment'> &
  Partial<Pick<FunctionProps<Env>, 'timeout'>>;

/** The functions that serve people, each with minimal permissions. */
export class Pages extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      data,
      web,
      defaults,
      programName,
      inboundEmail,
    }: {
      readonly data: DataStack;
      readonly web: Web;
      readonly defaults: FunctionDefaults;
      /** For pages that have not loaded their program. */
      readonly programName: string;
      /** Where replies go; undefined if the service doesn't read email. */
      readonly inboundEmail: string | undefined;
    },
  ) {
    super(scope, id);
    const frontDoor = { FRONT_DOOR_KEYS: web.frontDoorKeys, PROGRAM_NAME: plain(programName) };
    const behind = { ORIGIN: plain(web.origin), ...frontDoor };
    const LINK_KEYS = data.linkKeys.resolved;
    const SESSION_KEYS = data.sessionKeys.resolved;
    const withoutOverview = data.table.allowing(['GetItem', 'PutItem', 'Query'], 'without-overview');
    const withOverview = data.table.allowing(['GetItem', 'PutItem', 'UpdateItem', 'Query'], 'with-overview');
    const staff = new StaffSignIn(this, 'StaffSignIn', { pool: data.staff.pool, origin: web.origin });
    const page = <Env>(constructId: string, props: PageProps<Env>) =>
      new ProgramFunction<Env & FrontDoorEnv>(this, constructId, { defaults, timeout, ...props });
    web.serve({
      site: page<SiteEnv>('Site', {
        name: 'site',
        ifItFails: 'The privacy and accessibility pages are down',
        environment: frontDoor,
      }),
      applications: page<ApplicationsEnv>('Applications', {
        name: 'applications',
        ifItFails: "Schools can't apply or see their status",
        environment: { TABLE_NAME: withOverview, ...behind, LINK_KEYS },
      }),
      schools: page<SchoolsEnv>('Schools', {
        name: 'schools',
        ifItFails: "Schools can't see their visits, and calendars aren't updating",
        environment: { TABLE_NAME: withoutOverview, ...behind, LINK_KEYS },
      }),
      reviews: page<ReviewsEnv>('Reviews', {
        name: 'reviews',
        ifItFails: "Staff can't review applications or decide",
        environment: { TABLE_NAME: withOverview, ...behind, SESSION_KEYS },
      }),
      pairings: page<PairingsEnv>('Pairings', {
        name: 'pairings',
        ifItFails: "Directors can't pair schools, and no one can see partnerships",
        // The cost of a move is computed for every pair of a plan, which takes a second for a thousand schools.
        timeout: Duration.seconds(20),
        environment: { TABLE_NAME: withOverview, ...behind, SESSION_KEYS },
      }),
      visits: page<VisitsEnv>('Visits', {
        name: 'visits',
        ifItFails: "Facilitators can't see, schedule, or move visits",
        // Scheduling the busiest facilitator's year takes a second.
        timeout: Duration.seconds(20),
        environment: { TABLE_NAME: withoutOverview, ...behind, SESSION_KEYS, LINK_KEYS },
      }),
      records: page<RecordsEnv>('Records', {
        name: 'records',
        ifItFails: "Directors can't export records or see undelivered emails",
        environment: { TABLE_NAME: withoutOverview, ...behind, SESSION_KEYS },
      }),
      threads: page<ThreadsEnv>('Threads', {
        name: 'threads',
        ifItFails: "Staff can't read or answer questions",
        environment: {
          TABLE_NAME: withOverview,
          ...behind,
          SESSION_KEYS,
          INBOX: plain(inboundEmail ?? 'none'),
        },
      }),
      'sign-in': page<SignInEnv>('SignIn', {
        name: 'sign-in',
        ifItFails: "Staff can't sign in",
        environment: {
          TABLE_NAME: data.table.allowing(['UpdateItem'], 'without-overview'),
          ...behind,
          SESSION_KEYS,
          OIDC_ISSUER: staff.issuer,
          OIDC_CLIENT_ID: staff.clientId,
          OIDC_CLIENT_SECRET: staff.clientSecret,
        },
      }),
    });
  }
}
