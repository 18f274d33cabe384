import * as v from 'valibot';

/** Changes of a table that a function gave up: the stream holds them for 24 hours, the queue only says where. */
export type Pointer = {
  readonly streamArn: string;
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
};

/** What a message of a queue of lost work stands for. */
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

/** Reads what Lambda, EventBridge Scheduler or a topic put into the queue. */
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
  // A subscription gives up the bare notification; the function expects it as the topic hands it over.
  if (v.is(notification, output))
    return { payload: { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns: output }] } };
  return { payload: output };
}
