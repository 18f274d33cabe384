import type { TestProject } from 'vitest/node';
import { openApiDocument } from '../../infra/bundle/openapi.ts';
import { documentedRoutes } from '../../infra/bundle/site-files.ts';
import { root } from './source.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The OpenAPI document as JSON, made once for all tests that hold answers against it. */
    openApiDocument: string;
  }
}

export default async function provideDocument({ provide }: TestProject): Promise<void> {
  provide('openApiDocument', JSON.stringify(openApiDocument(await documentedRoutes(root), '1.2.3')));
}
