/**
 * Whether an ID has a name that objects inherit or that their parsers drop, such as `constructor`. Records keyed by IDs
 * would lose it, or find it without having it.
 */
export const isReserved = (id: string): boolean => id === 'prototype' || id in {};
