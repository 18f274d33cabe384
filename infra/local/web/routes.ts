import { functionArnIn } from '../template/addresses.ts';
import type { Plan } from '../template/plan.ts';

type LocalRoute = {
  readonly key: string;
  readonly functionArn: string;
  /** Authorizers aren't supported, so a route with one lets no one in. */
  readonly refusesEverybody: boolean;
  readonly timeoutMs: number;
};

export type Found = { readonly route: LocalRoute; readonly pathParameters: Readonly<Record<string, string>> };

/** Finds a request's route like an HTTP API. `path` is still percent-encoded. */
export type RouteTable = (method: string, path: string) => Found | undefined;

type Pattern = {
  readonly route: LocalRoute;
  readonly method: string;
  readonly segments: readonly string[];
};

/** The routes of the plan's one HTTP API. */
export function readRoutes(plan: Plan): RouteTable {
  if (plan.apis.length > 1)
    throw new Error('The local runner supports one HTTP API, but the template has more.');
  const integrations = new Map(plan.integrations.map((read) => [read.reference, read.properties]));
  const patterns: Pattern[] = plan.routes.map(({ resource, properties }) => {
    const integration = integrations.get(properties.Target.replace('integrations/', ''));
    if (integration === undefined) throw new Error(`${resource.logicalId} has no integration.`);
    const [method = '', path = ''] = properties.RouteKey.split(' ');
    return {
      method,
      segments: path.split('/'),
      route: {
        key: properties.RouteKey,
        functionArn: functionArnIn(integration.IntegrationUri),
        refusesEverybody: properties.AuthorizationType !== 'NONE',
        timeoutMs: integration.TimeoutInMillis,
      },
    };
  });
  return (method, path) => findRoute(patterns, method, path.split('/'));
}

// The order that HTTP APIs guarantee: the whole path, then a greedy variable, then $default. HEAD is its own
// method, and a GET route never answers it.
function findRoute(patterns: readonly Pattern[], method: string, path: readonly string[]): Found | undefined {
  const candidates = patterns.flatMap((pattern) => {
    if (pattern.route.key === '$default')
      return [{ pattern, pathParameters: {}, rank: Number.MAX_SAFE_INTEGER }];
    if (pattern.method !== method && pattern.method !== 'ANY') return [];
    const pathParameters = pathParametersOf(pattern.segments, path);
    return pathParameters ? [{ pattern, pathParameters, rank: rankOf(pattern) }] : [];
  });
  const [best] = candidates.sort((a, b) => a.rank - b.rank);
  return best && { route: best.pattern.route, pathParameters: best.pathParameters };
}

function rankOf({ method, segments }: Pattern): number {
  const greedy = segments.some((segment) => segment.endsWith('+}')) ? 1000 : 0;
  const variables = segments.filter((segment) => segment.startsWith('{')).length * 10;
  return greedy + variables + (method === 'ANY' ? 1 : 0);
}

function pathParametersOf(
  segments: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined {
  const last = segments.at(-1);
  const greedy = last?.endsWith('+}') === true;
  if (greedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const actual =
      greedy && index === segments.length - 1 ? path.slice(index).join('/') : (path[index] ?? '');
    const name = /^\{(.+?)\+?\}$/.exec(segment)?.[1];
    if (name === undefined ? segment !== actual : actual === '') return undefined;
    if (name !== undefined) found[name] = decodedPath(actual);
  }
  return found;
}

/** `text` without percent-encoding; unchanged if it is malformed. */
export function decodedPath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
