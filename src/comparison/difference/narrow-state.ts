import type { CostState } from './cost-state.ts';

/** A saved report with only the options that are wanted, as an estimate is narrowed: the cheapest is the cheapest of these. */
export function narrowState(state: CostState, isWanted: (optionId: string) => boolean): CostState {
  const options = state.options.filter(({ id }) => isWanted(id));
  // Options of a report stand in the order of their ranking.
  const complete = options.filter(({ status }) => status === 'complete');
  return {
    ...state,
    options,
    cheapest: (complete.find(({ isCommitment }) => !isCommitment) ?? complete[0])?.id ?? null,
    cheapestOfAll: complete[0]?.id ?? null,
    today: state.today !== null && isWanted(state.today) ? state.today : null,
    verdicts: state.verdicts.map(({ service, recommended }) => ({
      service,
      recommended: recommended !== null && isWanted(recommended) ? recommended : null,
    })),
  };
}
