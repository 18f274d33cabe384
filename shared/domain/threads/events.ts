/** What happens to a thread. */
export type ThreadEvent =
  | { readonly type: 'question-asked' }
  /** The asker wrote again. */
  | { readonly type: 'question-continued' }
  | { readonly type: 'question-assigned' }
  | { readonly type: 'question-answered' }
  | { readonly type: 'question-closed' }
  | { readonly type: 'question-reopened' };
