import type { Advice, ClusterAdvice, Confidence, Doubt, Finding, Flip } from '../advice/advice.ts';
import type { Classification } from '../advice/classify/workload-class.ts';
import { exactText } from '../units/money.ts';
import { given, reasonOf } from './json-parts.ts';

/** Decimals of shares and ratios, which are approximate: more would be noise. */
const RATIO_DECIMALS = 4;

/** The advice for one service or job, for programs. */
export function adviceJson(advice: Advice): object {
  const { service, kind, recommended, monthly, now, alternatives, confidence, flips, curves, ruledOut, assumed, findings } = advice;
  return {
    service,
    kind,
    class: advice.class,
    ...classificationJson(advice.classification),
    recommended: recommended ?? null,
    monthlyUsd: monthly ? exactText(monthly) : null,
    now: now ? { option: now.option, monthlyUsd: exactText(now.monthly) } : null,
    alternatives: alternatives.map((each) => ({ launchType: each.launchType, option: each.option, totalUsd: exactText(each.monthly) })),
    confidence: confidence ? confidenceJson(confidence) : null,
    flips: flips.map(flipJson),
    breakEven: curves.map(({ input, points }) => ({
      input,
      points: points.map(({ at, costs }) => ({
        at,
        costs: costs.map(({ option, monthly: total }) => ({ option, totalUsd: exactText(total) })),
      })),
    })),
    ruledOut: ruledOut.map(({ option, reasons }) => ({ option, reasons: reasons.map(reasonOf) })),
    assumed,
    findings: findings.map(findingJson),
  };
}

/** The verdict on everything together, for programs. */
export function verdictJson(verdict: ClusterAdvice): object {
  const { recommended, monthly, now, confidence, parts, effort, commitment, findings } = verdict;
  return {
    recommended: recommended ?? null,
    monthlyUsd: monthly ? exactText(monthly) : null,
    now: now ? { option: now.option, monthlyUsd: exactText(now.monthly) } : null,
    confidence: confidence ? confidenceJson(confidence) : null,
    parts: parts.map(({ option, services }) => ({ option, services })),
    effort: effort
      ? { stated: effort.stated, instances: rounded(effort.instances), savedUsd: exactText(effort.saved), without: effort.without }
      : null,
    commitment: commitment ? { option: commitment.option, monthlyUsd: exactText(commitment.monthly) } : null,
    findings: findings.map(findingJson),
  };
}

function classificationJson({ traits, measures, nearest }: Classification): object {
  const { storage, hostNeeds, ...numbers } = measures;
  const shown = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, rounded(value)]));
  return {
    traits,
    measures: { ...shown, storage, hostNeeds },
    nearestClass: nearest
      ? { class: nearest.class, measure: nearest.measure, now: rounded(nearest.now), at: nearest.at, distance: rounded(nearest.distance) }
      : null,
  };
}

function confidenceJson({ level, margin, doubts }: Confidence): object {
  return { level, margin: margin === undefined ? null : rounded(margin), doubts: doubts.map(doubtJson) };
}

function doubtJson(doubt: Doubt): object {
  return Object.fromEntries(Object.entries(doubt).map(([name, value]) => [name, typeof value === 'number' ? rounded(value) : value]));
}

function flipJson({ input, subject, now, direction, holds, flips, to }: Flip): object {
  return { input, ...given({ subject }), now, direction, holds, flips, to };
}

function findingJson({ rule, severity, evidence }: Finding): object {
  return { rule, severity, evidence };
}

function rounded(value: number): number {
  return Number(value.toFixed(RATIO_DECIMALS));
}
