/** Runs all tasks, a few at a time, even if some fail. Returns the errors in the order in which they were thrown. */
export async function inLanes<T>(
  tasks: readonly T[],
  lanes: number,
  act: (task: T) => Promise<void>,
): Promise<readonly unknown[]> {
  const waiting = tasks.values();
  const thrown: unknown[] = [];
  const lane = async () => {
    for (const task of waiting) {
      try {
        await act(task);
      } catch (error) {
        thrown.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return thrown;
}
