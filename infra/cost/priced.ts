import * as v from 'valibot';

const withRules = v.object({ Properties: v.object({ Rules: v.array(v.unknown()) }) });

type Resource = { readonly Type: string };

/** What of some resources AWS has a price for: their types, one entry each, and the rules of a firewall, which are paid one by one. */
export const pricedThings = (resources: readonly Resource[]): readonly string[] =>
  resources.flatMap((resource) => {
    const { Type } = resource;
    if (Type !== 'AWS::WAFv2::WebACL' || !v.is(withRules, resource)) return [Type];
    return [Type, ...resource.Properties.Rules.map(() => `${Type} Rule`)];
  });
