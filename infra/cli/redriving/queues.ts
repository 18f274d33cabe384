/**
 * The failure queues by the names that operators type: the queue in the service's stack and the function that
 * retries the work, each by the start of its logical ID.
 */
export const lostWork = {
  letters: { queue: 'NotificationsChangesLostQueue', function: 'NotificationsFromStreamFunction' },
  calls: { queue: 'NotificationsLostCallsQueue', function: 'NotificationsFromScheduleFunction' },
  feedback: { queue: 'MailFeedbackLostQueue', function: 'MailFeedbackFunction' },
  nights: { queue: 'NightLostQueue', function: 'NightFunction' },
  proposals: { queue: 'SolverAskedLostQueue', function: 'SolverFunction' },
} as const;

export type QueueName = keyof typeof lostWork;

export const isQueueName = (name: string): name is QueueName => Object.hasOwn(lostWork, name);
