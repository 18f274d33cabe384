import { afterEach, beforeEach, vi } from 'vitest';

/** The lines that the current test logs. They do not appear in the terminal. */
export function keepLog(): readonly string[] {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    for (const way of ['info', 'warn', 'error'] as const) {
      vi.spyOn(console, way).mockImplementation((line) => void lines.push(String(line)));
    }
  });
  afterEach(() => vi.restoreAllMocks());
  return lines;
}
