/** Events of a scenario, from the request for a proposal to its publication. */
export type ScenarioEvent =
  | { readonly type: 'proposal-requested' }
  | { readonly type: 'pairing-proposed' }
  | { readonly type: 'pairing-impossible' }
  | { readonly type: 'partner-moved' }
  | { readonly type: 'move-undone' }
  | { readonly type: 'ruling-added' }
  | { readonly type: 'ruling-lifted' }
  | { readonly type: 'facilitator-assigned' };
