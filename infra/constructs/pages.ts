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
import type { Env as VisitsEnv } from '../../functions/visits/env.ts';
import type { DataStack } from '../data-stack.ts';
import { type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import { StaffSignIn } from './sign-in.ts';
import type { Web } from './web.ts';

// A page that takes longer has lost its reader.
const timeout = Duration.seconds(10);

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
    }: {
      readonly data: DataStack;
      readonly web: Web;
      readonly defaults: FunctionDefaults;
      /** For pages that have not loaded their program. */
      readonly programName: string;
    },
  ) {
    super(scope, id);
    const ORIGIN = plain(web.origin);
    const frontDoor = { FRONT_DOOR_KEYS: web.frontDoorKeys, PROGRAM_NAME: plain(programName) };
    const LINK_KEYS = data.linkKeys.resolved;
    const SESSION_KEYS = data.sessionKeys.resolved;
    const staff = new StaffSignIn(this, 'StaffSignIn', { pool: data.staff.pool, origin: web.origin });
    const site = new ProgramFunction<SiteEnv & FrontDoorEnv>(this, 'Site', {
      defaults,
      name: 'site',
      timeout,
      ifItFails: 'The privacy and accessibility pages are down',
      environment: frontDoor,
    });
    const applications = new ProgramFunction<ApplicationsEnv & FrontDoorEnv>(this, 'Applications', {
      defaults,
      name: 'applications',
      timeout,
      ifItFails: "Schools can't apply or see their status",
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'UpdateItem', 'Query'], 'with-overview'),
        ORIGIN,
        ...frontDoor,
        LINK_KEYS,
      },
    });
    const schools = new ProgramFunction<SchoolsEnv & FrontDoorEnv>(this, 'Schools', {
      defaults,
      name: 'schools',
      timeout,
      ifItFails: "Schools can't see their visits, and calendars aren't updating",
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'without-overview'),
        ORIGIN,
        ...frontDoor,
        LINK_KEYS,
      },
    });
    const reviews = new ProgramFunction<ReviewsEnv & FrontDoorEnv>(this, 'Reviews', {
      defaults,
      name: 'reviews',
      timeout,
      ifItFails: "Staff can't review applications or decide",
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'with-overview'),
        ORIGIN,
        ...frontDoor,
        SESSION_KEYS,
      },
    });
    const pairings = new ProgramFunction<PairingsEnv & FrontDoorEnv>(this, 'Pairings', {
      defaults,
      name: 'pairings',
      // The cost of a move is computed for every pair of a plan, which takes a second for a thousand schools.
      timeout: Duration.seconds(20),
      ifItFails: "Directors can't pair schools, and no one can see partnerships",
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'with-overview'),
        ORIGIN,
        ...frontDoor,
        SESSION_KEYS,
      },
    });
    const visits = new ProgramFunction<VisitsEnv & FrontDoorEnv>(this, 'Visits', {
      defaults,
      name: 'visits',
      // Scheduling the busiest facilitator's year takes a second.
      timeout: Duration.seconds(20),
      ifItFails: "Facilitators can't see, schedule, or move visits",
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'without-overview'),
        ORIGIN,
        ...frontDoor,
        SESSION_KEYS,
        LINK_KEYS,
      },
    });
    const records = new ProgramFunction<RecordsEnv & FrontDoorEnv>(this, 'Records', {
      defaults,
      name: 'records',
      timeout,
      ifItFails: "Directors can't export records or see undelivered emails",
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'without-overview'),
        ORIGIN,
        ...frontDoor,
        SESSION_KEYS,
      },
    });
    const signIn = new ProgramFunction<SignInEnv & FrontDoorEnv>(this, 'SignIn', {
      defaults,
      name: 'sign-in',
      timeout,
      ifItFails: "Staff can't sign in",
      environment: {
        ORIGIN,
        ...frontDoor,
        SESSION_KEYS,
        OIDC_ISSUER: staff.issuer,
        OIDC_CLIENT_ID: staff.clientId,
        OIDC_CLIENT_SECRET: staff.clientSecret,
      },
    });
    web.serve({
      site,
      applications,
      schools,
      reviews,
      pairings,
      visits,
      records,
      'sign-in': signIn,
    });
  }
}
