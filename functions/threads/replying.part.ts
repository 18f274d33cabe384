/** One question, and everything that staff do with it. */

export { replyToThread } from './reply/respond.tsx';
export { assignThread, closeThread, reopenThread, thread } from './thread/respond.tsx';
