import * as v from 'valibot';

/** Changes that a function gave up on. The stream keeps them for 24 hours; the queue only points to them. */
export type Pointer = {
  readonly streamArn: string;
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
};

/** The work in a message of a failure queue. */
export type Work = { readonly pointer: Pointer } | { readonly payload: unknown } | 'unreadable';

const pointing = v.object({
  DDBStreamBatchInfo: v.object({
    streamArn: v.string(),
    shardId: v.string(),
    startSequenceNumber: v.string(),
    endSequenceNumber: v.string(),
    batchSize: v.number(),
  }),
});
const notification = v.looseObject({ Type: v.literal('Notification'), Message: v.string() });

/** Reads what Lambda, EventBridge Scheduler, or a topic put in the queue. */
export function readWork(body: string): Work {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), body);
  if (!parsed.success) return 'unreadable';
  const { output } = parsed;
  if (v.is(pointing, output)) {
    const { streamArn, shardId, startSequenceNumber, endSequenceNumber, batchSize } =
      output.DDBStreamBatchInfo;
    return {
      pointer: { streamArn, shardId, first: startSequenceNumber, last: endSequenceNumber, count: batchSize },
    };
  }
  // A failed subscription leaves only the notification. The function expects it as the topic delivers it.
  if (v.is(notification, output))
    return { payload: { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: output }] } };
  return { payload: output };
}
