/** Others changed a record so often at the same moment that our change found no gap. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** The table's errors if it is asked for more than it can serve, or doesn't answer in time. */
const busyErrors = new Set([
  'TooBusy',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
]);

/** Whether the same request will probably succeed in a few seconds. */
export const isTooBusy = (error: unknown): boolean => error instanceof Error && busyErrors.has(error.name);
