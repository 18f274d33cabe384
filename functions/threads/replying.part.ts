/** One question, and everything that staff do with it. Invitations to schools. */

export { mailing, sendMailing } from './mailing/respond.tsx';
export { addContacts, mailings } from './mailings/respond.tsx';
export { publishAnswer, publishAnswerPage, removeAnswer } from './publication/respond.tsx';
export { replyToThread } from './reply/respond.tsx';
export { assignThread, closeThread, reopenThread, thread } from './thread/respond.tsx';
