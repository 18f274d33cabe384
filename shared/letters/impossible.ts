import type { Event } from '#domain/events.ts';

/** Stops if an event can't have happened to its aggregate. That is a bug, and no one may get a letter about it. */
export function impossible(event: Event): never {
  throw new Error(`${event.type} can’t have happened to this aggregate`);
}
