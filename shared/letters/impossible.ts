import type { Event } from '../domain/events.ts';

/** An event that came with an aggregate to which it cannot have happened is a bug, and nobody may get a letter about it. */
export function impossible(event: Event): never {
  throw new Error(`${event.type} cannot have happened to this aggregate`);
}
