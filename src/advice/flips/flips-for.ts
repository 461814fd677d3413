import type { Advice, Alternative } from '../advice.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { flipsOfInput } from './flips-of-input.ts';
import { interruptionFlips } from './interruption-flips.ts';
import { fargateRateFlips, instanceRateFlips } from './rate-flips.ts';
import { variedInputs } from './variants.ts';
import { judgeFor } from './verdict-at.ts';

/** Everything that was found to flip where a service should run, each by moving one input and pricing again. */
export function flipsFor(advised: Advised, owner: Owner, alternatives: readonly Alternative[]): Pick<Advice, 'flips' | 'curves'> {
  // Where only one launch type is possible, nothing but a blocker decides.
  if (alternatives.length < 2) return { flips: [], curves: [] };
  const judge = judgeFor(advised, owner, alternatives);
  const varied = variedInputs(advised, owner).map((input) => flipsOfInput(input, judge));
  const withInstances = alternatives.find(({ launchType }) => launchType !== 'FARGATE');
  const instances = advised.options.find(({ id }) => id === withInstances?.option);
  return {
    flips: [
      ...varied.flatMap(({ flips }) => flips),
      ...interruptionFlips(advised, owner, judge),
      ...fargateRateFlips(advised, owner, judge),
      ...instanceRateFlips(advised, instances && priced(advised, owner, instances.id), judge),
    ],
    curves: varied.map(({ curve }) => curve).filter(({ points }) => points.length > 1),
  };
}

/** The bill with a service under an option, the others where they are recommended. */
function priced({ placements, repricer, workload }: Advised, { name }: Owner, id: string): ReturnType<Advised['repricer']['price']> {
  return repricer.price(new Map([...placements, [name, id]]), workload);
}
