import { EcsCostError } from '../../units/errors.ts';

/** The error of an answer that is not what AWS's price list looks like. Says what was asked and what to do. */
export function unexpectedAnswer(what: string, problem: string, cause?: unknown): EcsCostError {
  return new EcsCostError(
    'NETWORK',
    [
      {
        path: '',
        problem: `${what}: ${problem}`,
        hint: 'the tables in use stay as they are; look for a newer ecs-cost if it happens again',
      },
    ],
    { cause },
  );
}
