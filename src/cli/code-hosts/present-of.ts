import { HostProblem } from './host-problem.ts';

/** What is there; nothing when the host says that it is not. */
export async function presentOf<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof HostProblem && error.kind === 'not-found') return undefined;
    throw error;
  }
}
