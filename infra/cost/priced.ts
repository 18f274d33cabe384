import * as v from 'valibot';

const withRules = v.object({ Properties: v.object({ Rules: v.array(v.unknown()) }) });

type Resource = { readonly Type: string };

/**
 * The priced parts of resources: their types, one entry each, and the rules of a firewall, which are charged
 * one by one.
 */
export const pricedThings = (resources: readonly Resource[]): readonly string[] =>
  resources.flatMap((resource) => {
    const { Type } = resource;
    if (Type !== 'AWS::WAFv2::WebACL' || !v.is(withRules, resource)) return [Type];
    return [Type, ...resource.Properties.Rules.map(() => `${Type} Rule`)];
  });
