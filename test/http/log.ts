import { afterEach, beforeEach, vi } from 'vitest';

/** The lines that code under test logs in the running test, which the terminal is then spared. */
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
