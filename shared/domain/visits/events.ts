/** Events about a cycle's year of visits, for all partnerships. */
export type YearEvent =
  | { readonly type: 'day-lost' }
  | { readonly type: 'day-regained' }
  | { readonly type: 'days-off-set' }
  /** A facilitator's. */
  | { readonly type: 'subscription-renewed' }
  | { readonly type: 'coaching-booked'; readonly session: number }
  | { readonly type: 'coaching-changed'; readonly session: number }
  | { readonly type: 'coaching-cancelled'; readonly session: number };
