/**
 * Writes and reads DynamoDB's requests and responses, replacing the SDK's schema-driven protocol: 45 kB, and
 * a walk through every attribute in both directions. Commands and responses already have the JSON of the
 * wire, with two exceptions that no call here uses: binary attributes, and times (of tables and backups).
 */
type Endpoint = {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
};

type Context = {
  readonly endpoint: () => Promise<Endpoint>;
  /** A response's whole body. */
  readonly streamCollector: (body: unknown) => Promise<Uint8Array>;
};

type Response = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

type ErrorFacts = Readonly<Record<string, unknown>>;
type ErrorClass = new (facts: ErrorFacts) => Error;

/** The SDK's error classes by name. It throws for an unknown name. */
type Registry = {
  readonly getSchema: (name: string) => object;
  readonly getErrorCtor: (schema: object) => ErrorClass | undefined;
  readonly getBaseException: () => object | undefined;
};

type Settings = { readonly serviceTarget: string; readonly errorTypeRegistries: readonly Registry[] };

export class AwsJson1_0Protocol {
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  setSerdeContext(): void {}

  async serializeRequest({ name }: { readonly name: string }, input: object, context: Context) {
    const { protocol, hostname, port, path } = await context.endpoint();
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${this.settings.serviceTarget}.${name}`,
    };
    return {
      method: 'POST',
      protocol,
      hostname,
      port,
      path,
      query: {},
      headers,
      body: JSON.stringify(input),
    };
  }

  async deserializeResponse(_operation: object, context: Context, { statusCode, headers, body }: Response) {
    const text = Buffer.from(await context.streamCollector(body)).toString();
    const $metadata = { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] };
    if (statusCode < 300) return { ...JSON.parse(text), $metadata };
    throw this.errorOf(statusCode, { ...parsedError(text), $metadata });
  }

  /** An error of the SDK's class, with the names that the SDK uses to decide on retries. */
  private errorOf(statusCode: number, facts: ErrorFacts): Error {
    const name = String(facts.__type ?? 'Unknown').replace(/^.*#/, '');
    const message = facts.message ?? facts.Message ?? 'UnknownError';
    const $fault = statusCode < 500 ? 'client' : 'server';
    return new (this.classOf(name))({ ...facts, name, message, $fault });
  }

  private classOf(name: string): ErrorClass {
    const { errorTypeRegistries } = this.settings;
    for (const registry of errorTypeRegistries) {
      const schema = schemaNamed(registry, name);
      const found = schema && registry.getErrorCtor(schema);
      if (found) return found;
    }
    for (const registry of errorTypeRegistries) {
      const base = registry.getBaseException();
      const found = base && registry.getErrorCtor(base);
      if (found) return found;
    }
    throw new Error('The SDK has no class for its errors');
  }
}

function schemaNamed(registry: Registry, name: string): object | undefined {
  try {
    return registry.getSchema(name);
  } catch {
    return undefined;
  }
}

/** A response that isn't DynamoDB's own, such as a gateway's page, is identified by its status only. */
function parsedError(text: string): ErrorFacts {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
