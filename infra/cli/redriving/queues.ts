/**
 * The queues of lost work by the names that people type: which queue it is in the service's stack, and which function the work
 * goes to again, each as its logical id begins.
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
