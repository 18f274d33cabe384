import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export type Sent = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly pathParameters?: Readonly<Record<string, string>>;
};

const frontDoorAddress = '130.176.0.1';

/** The headers that the front door and API Gateway add to a visitor's request. vitest.config.ts gives the key to the handlers. */
export const throughFrontDoor = (visitor: string): Readonly<Record<string, string>> => ({
  'x-front-door-key': 'the-front-door-of-the-tests',
  'x-forwarded-for': `${visitor}, ${frontDoorAddress}`,
});

/** The event that API Gateway passes to a function: a route such as `GET /sign-in`, with the requested address. */
export function anEvent(routeKey: string, address: string, sent: Sent = {}): APIGatewayProxyEventV2 {
  const { pathname, search } = new URL(address, 'https://apply.example.org');
  const [method = 'GET'] = routeKey === '$default' ? ['GET'] : routeKey.split(' ');
  return {
    version: '2.0',
    routeKey,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { ...throughFrontDoor('192.0.2.7'), ...sent.headers },
    ...(sent.cookies && { cookies: [...sent.cookies] }),
    ...(sent.pathParameters && { pathParameters: { ...sent.pathParameters } }),
    ...(sent.body !== undefined && { body: sent.body }),
    isBase64Encoded: sent.isBase64Encoded ?? false,
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'apply.example.org',
      domainPrefix: 'apply',
      http: {
        method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: frontDoorAddress,
        userAgent: 'a browser',
      },
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}
