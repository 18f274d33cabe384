/**
 * `one` as the interface that it implements. Under `exactOptionalPropertyTypes`, the compiler doesn't see
 * that some CDK classes match their own interfaces.
 */
export function fitting<Interface>(one: unknown, fits: (one: unknown) => one is Interface): Interface {
  if (!fits(one)) throw new Error('A construct doesn’t implement its own interface');
  return one;
}
