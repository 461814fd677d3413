import { printable } from '../report/printable.ts';
import type { Estimate } from '../report/report.ts';
import { verdictOf } from '../report/verdict.ts';
import { compareUsd, exactText, formatUsd, type Usd, usd } from '../units/money.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** How a run ends whose report was printed, and what standard error says about it. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly messages: readonly string[];
}

/**
 * Judges reports by what the cheapest option may cost a month: `--fail-above`, or else the budget of the workload file.
 * A budget that cannot be judged because nothing has a price is not kept.
 */
export function exitCodeOf(estimates: readonly Estimate[], failAboveUsd: string | undefined): Outcome {
  const outcomes = estimates.map((estimate) => outcomeOf(estimate, failAboveUsd));
  const exitCodes = outcomes.map(({ exitCode }) => exitCode);
  const worst = [EXIT.pricesMissing, EXIT.exceeded].find((exitCode) => exitCodes.includes(exitCode));
  return { exitCode: worst ?? EXIT.done, messages: outcomes.flatMap(({ messages }) => messages.map(printable)) };
}

function outcomeOf(estimate: Estimate, failAboveUsd: string | undefined): Outcome {
  const where = `${estimate.workload.name} (${estimate.region.code})`;
  const verdict = verdictOf(estimate);
  const limit = failAboveUsd ?? estimate.workload.budget?.monthlyUsd;
  if (verdict.kind === 'not-priced') {
    return { exitCode: EXIT.pricesMissing, messages: [`${where}: no option could be priced completely; the report lists what is missing`] };
  }
  if (verdict.kind === 'not-possible') {
    if (limit === undefined) return { exitCode: EXIT.done, messages: [] };
    return { exitCode: EXIT.pricesMissing, messages: [`${where}: no option is possible, so the budget cannot be judged`] };
  }
  const { id, total } = verdict.cheapest.ranked;
  if (limit === undefined) return { exitCode: EXIT.done, messages: [] };
  if (compareUsd(total, usd(limit)) <= 0) {
    if (verdict.cheapest.option.bill.missing.length === 0) return { exitCode: EXIT.done, messages: [] };
    const floor = `${where}: at least ${formatUsd(total)} a month (${id}): a part of it has no rate, so the budget cannot be judged`;
    return { exitCode: EXIT.pricesMissing, messages: [floor] };
  }
  const [cost, allowed] = distinctTexts(total, usd(limit));
  const whose = failAboveUsd === undefined ? 'the budget of the workload file' : '--fail-above';
  return { exitCode: EXIT.exceeded, messages: [`${where}: ${cost} a month (${id}) is above ${allowed}, ${whose}`] };
}

/** Both amounts to cents, or exact where that would print the same amount twice. */
function distinctTexts(a: Usd, b: Usd): [string, string] {
  const rounded: [string, string] = [formatUsd(a), formatUsd(b)];
  return rounded[0] === rounded[1] ? [`$${exactText(a)}`, `$${exactText(b)}`] : rounded;
}
