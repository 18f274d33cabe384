/** One question, and everything that staff do with it. */

export { publishAnswer, publishAnswerPage, removeAnswer } from './publication/respond.tsx';
export { replyToThread } from './reply/respond.tsx';
export { assignThread, closeThread, reopenThread, thread } from './thread/respond.tsx';
