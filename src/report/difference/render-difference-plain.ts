import type { Difference } from '../../comparison/difference/difference.ts';
import { printable } from '../printable.ts';
import { countText, WORDS } from '../wording.ts';
import { budgetText, byUrgency } from './budget-wording.ts';
import { attributionSummary, causeText } from './cause-wording.ts';
import { deltaText, sideText, signedUsd } from './change-wording.ts';
import { assumptionLines, basisText, changedLines, cheapestText, ledgerLines, lineCells, packingText } from './facts-wording.ts';
import { headlineText } from './headline.ts';
import { serviceRows } from './service-rows.ts';

/**
 * The content of a comment as plain text, a fact a line and nothing aligned: for e-mail, chat and logs that show no markup.
 */
export function renderDifferencePlain(difference: Difference): string {
  const { rows, unchangedCount } = serviceRows(difference);
  const { total, attribution, workloads } = difference;
  const moved = workloads.filter(({ kind }) => kind !== 'unchanged');
  const lines = [
    headlineText(difference),
    ...byUrgency(difference.budgets).map(budgetText),
    ...rows.map(({ name, now, after, delta, verdictBefore, verdict }) => {
      const best = verdict === '' ? '' : `, runs best on ${verdict}${verdictBefore === null ? '' : ` (before: ${verdictBefore})`}`;
      return `${name}: ${now} → ${after}, ${delta}${best}`;
    }),
    ...(rows.length > 1 && workloads.some((workload) => workload.total.deltaUsd !== null)
      ? [`${WORDS.total}: ${sideText(total, 'beforeUsd', false)} → ${sideText(total, 'afterUsd', false)}, ${deltaText(total, 'changed')}`]
      : []),
    ...(unchangedCount === 0 ? [] : [`${countText(unchangedCount, 'service')} unchanged`]),
    ...(attribution.parts.length === 0 ? [] : [`Where the change comes from: ${attributionSummary(attribution)}`]),
    ...attribution.parts.map(({ causes, deltaUsd }) => `  ${causeText(causes)}: ${signedUsd(deltaUsd)}`),
    ...moved.flatMap((workload) => {
      const cheapest = cheapestText(workload);
      return [
        `${workload.name}: amounts are of ${basisText(workload)}`,
        `${workload.name}: runs ${packingText(workload)}`,
        ...(cheapest === '' ? [] : [`${workload.name}: cheapest ${cheapest}`]),
        ...changedLines(workload)
          .map((line) => lineCells(line, WORDS.shared))
          .map(([service, usageType, now, after, delta, table]) => `  ${service} ${usageType}: ${now} → ${after}, ${delta}, ${table}`),
        ...assumptionLines(workload).map((text) => `  assumed: ${text}`),
      ];
    }),
    ...ledgerLines(difference).map((text) => `Not priced: ${text}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
