import { perOwner } from '../comparison/compare.ts';
import type { Option } from '../comparison/comparison.ts';
import { isFlexible } from '../comparison/mixed-options.ts';
import { invariant } from '../units/errors.ts';
import type { Usd } from '../units/money.ts';
import type { Advice, ClusterAdvice, RuledOut } from './advice.ts';
import { type AdviceInput, type Advised, isJob, type Owner } from './advice-input.ts';
import { alternativesFor } from './alternatives.ts';
import { classify } from './classify/classify.ts';
import { measureJob, measureService } from './classify/measure-workload.ts';
import type { Classification } from './classify/workload-class.ts';
import { clusterAdvice, nowOf } from './cluster-advice.ts';
import { confidenceIn } from './confidence.ts';
import { flipsFor } from './flips/flips-for.ts';
import { ownOption, placementsOf, recommendedOption } from './recommended-option.ts';
import { applyRules, type Found } from './rules/apply-rules.ts';

/** What every service, and all of them together, should run on. */
export interface AdviceGiven {
  readonly advice: readonly Advice[];
  readonly verdict: ClusterAdvice;
}

/** Recommends, explains and looks for what is worth doing, for each service and job and for all of them together. */
export function adviseOn(input: AdviceInput): AdviceGiven {
  const recommended = recommendedOption(input.options, input.comparison);
  const owners: readonly Owner[] = [...input.workload.services, ...input.workload.jobs];
  if (!recommended) {
    return { advice: owners.map((owner) => withoutRecommendation(input, owner)), verdict: { ...nowOf(input), parts: [], findings: [] } };
  }
  const advised: Advised = { ...input, recommended, placements: placementsOf(recommended, input.workload) };
  const found = applyRules(advised);
  const advice = owners.map((owner) => adviceFor(advised, owner, found));
  return { advice, verdict: clusterAdvice(advised, advice, findingsOf(found, undefined)) };
}

function withoutRecommendation(input: AdviceInput, owner: Owner): Advice {
  return { ...basicsOf(input, owner), alternatives: [], flips: [], curves: [], findings: [] };
}

function adviceFor(advised: Advised, owner: Owner, found: readonly Found[]): Advice {
  const basics = basicsOf(advised, owner);
  const alternatives = advised.depth === 'full' ? alternativesFor(advised, owner) : [];
  const { flips, curves } = flipsFor(advised, owner, alternatives);
  const placed = advised.placements.get(owner.name);
  const recommended = placed === undefined ? undefined : ownOption(owner, placed);
  const monthly = costOf(advised.recommended, owner, advised);
  return {
    ...basics,
    ...(recommended === undefined ? {} : { recommended }),
    monthly,
    ...currentOf(advised, owner),
    alternatives,
    ...(advised.depth === 'full' ? { confidence: confidenceIn(advised, { monthly, alternatives, flips, assumed: basics.assumed }) } : {}),
    flips,
    curves,
    findings: findingsOf(found, owner.name),
  };
}

type Basics = Pick<Advice, 'service' | 'kind' | 'class' | 'classification' | 'ruledOut' | 'assumed'>;

function basicsOf(input: AdviceInput, owner: Owner): Basics {
  const classification = classificationOf(input, owner);
  return {
    service: owner.name,
    kind: isJob(owner) ? 'job' : 'service',
    class: classification.class,
    classification,
    ruledOut: ruledOutFor(input.options, owner),
    assumed: input.assumptions.flatMap(({ path }) => (path.startsWith(`${owner.path}.`) ? [path] : [])),
  };
}

function classificationOf({ demand }: AdviceInput, owner: Owner): Classification {
  if (isJob(owner)) {
    const run = demand.jobs.find(({ job }) => job === owner.name);
    invariant(run !== undefined, `there is no demand of "${owner.name}"`);
    return classify(measureJob(owner, run, demand.month));
  }
  const course = demand.services.find(({ service }) => service === owner.name);
  invariant(course !== undefined, `there is no demand of "${owner.name}"`);
  return classify(measureService(owner, course, demand.horizon));
}

/** Of a commitment whose rate is not known here nothing is said: the option that it would buy is there. */
function ruledOutFor(options: readonly Option[], { name }: Owner): RuledOut[] {
  return options.filter(isFlexible).flatMap(({ id, impossible }) => {
    const reasons = impossible.filter(({ owner }) => owner === name);
    return reasons.length === 0 ? [] : [{ option: id, reasons }];
  });
}

/** What falls to one service: own lines, and its parts of shared ones. */
function costOf(option: Option, { name }: Owner, { workload }: AdviceInput): Usd {
  const part = perOwner(option, [...workload.services, ...workload.jobs]).find(({ owner }) => owner === name);
  invariant(part !== undefined, `the bill has no part for "${name}"`);
  return part.cost;
}

function currentOf(advised: Advised, owner: Owner): Pick<Advice, 'now'> {
  const today = advised.options.find(({ id }) => id === advised.comparison.today);
  return today
    ? { now: { option: placementsOf(today, advised.workload).get(owner.name) ?? today.id, monthly: costOf(today, owner, advised) } }
    : {};
}

function findingsOf(found: readonly Found[], service: string | undefined): Advice['findings'] {
  return found.filter((each) => each.service === service).map(({ finding }) => finding);
}
