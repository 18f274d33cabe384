import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { type Watched, watchFrontDoor } from './constructs/front-door-alarms.ts';

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
