import type { Option } from '../comparison/comparison.ts';
import { formatUsd } from '../units/money.ts';
import { isFloor } from './beside-view.ts';
import { coursesOf } from './course-facts.ts';
import { servicesPacking } from './facts.ts';
import { changeText, gapText, percentText } from './numbers.ts';
import { optionName, whatRuns } from './option-wording.ts';
import { payBackText, upfrontText } from './purchase-wording.ts';
import type { Verdict } from './verdict.ts';
import { listText } from './wording.ts';

/** What the estimate comes to, in whole sentences. */
export function verdictSentences(verdict: Verdict): string[] {
  switch (verdict.kind) {
    case 'not-priced':
      return ['Nothing could be priced completely: rates are missing, see below.'];
    case 'not-possible':
      return ['No option can run this workload, see below.'];
    case 'cheapest': {
      const { cheapest, maybeCheaper } = verdict;
      const sentences = [
        cheapestSentence(verdict),
        spotSentence(cheapest.option),
        nextSentence(verdict),
        packingSentence(cheapest.option),
        commitmentSentence(verdict),
      ];
      if (maybeCheaper.length > 0) {
        sentences.push(`Not fully priced and perhaps cheaper: ${listText(maybeCheaper.map(({ option }) => optionName(option)))}.`);
      }
      return sentences.filter((sentence) => sentence !== '');
    }
    default:
      return verdict satisfies never;
  }
}

type CheapestVerdict = Extract<Verdict, { kind: 'cheapest' }>;

function cheapestSentence({ cheapest, today, isToday }: CheapestVerdict): string {
  const runs = whatRuns(cheapest.option);
  const what = `${optionName(cheapest.option)}${runs === '' ? '' : ` (${runs})`}${isToday ? ', as today,' : ''} is cheapest`;
  const cost = `${isFloor(cheapest) ? 'at least ' : ''}${formatUsd(cheapest.ranked.total)} a month`;
  if (!today) return `${what}: ${cost}.`;
  const share = today.approxShare === undefined ? '' : ` (${percentText(today.approxShare)})`;
  const saving = today.cost.isZero() ? 'the same as' : `${formatUsd(today.cost)}${share} less than`;
  return `${what}: ${cost}, ${saving} today (${optionName(today.view.option)}).`;
}

function nextSentence({ next, today }: CheapestVerdict): string {
  if (!next) return '';
  const name = optionName(next.view.option);
  if (next.cost.isZero()) return `${name} costs exactly the same.`;
  const change = next.approxShare === undefined ? '' : ` (${changeText(next.approxShare)})`;
  if (next.isTie) return `${name} is as good as equal: ${formatUsd(next.cost)}${change} more.`;
  if (next.view.ranked.id === today?.view.ranked.id) return '';
  return `Next: ${name}, ${formatUsd(next.view.ranked.total)}${change}.`;
}

/** Spot is an expected cost, and nothing falls back when capacity is gone. */
function spotSentence({ spot }: Option): string {
  if (!spot) return '';
  const [low, high] = [formatUsd(spot.low), formatUsd(spot.high)];
  const range = low === high ? '' : `${low} in a calm month, ${high} in a bad one; `;
  return `On Spot ${spot.owners.length === 1 ? 'runs' : 'run'} ${listText(spot.owners)}: ${range}no capacity is promised, and nothing falls back to On-Demand.`;
}

/** A commitment is never the verdict itself: it has a term, and the usage has to last. */
function commitmentSentence({ committed }: CheapestVerdict): string {
  const commitment = committed?.view.option.commitment;
  if (!committed || !commitment) return '';
  const change = committed.approxShare === undefined ? '' : ` (${changeText(committed.approxShare)})`;
  const risk = [
    commitment.upfrontUsd === undefined || Number(commitment.upfrontUsd) === 0 ? '' : `${upfrontText(commitment)} upfront`,
    payBackText(commitment),
  ].filter((text) => text !== '');
  const terms = risk.length === 0 ? '' : `, ${risk.join(', ')}`;
  return `With a commitment of ${commitment.termYears === 1 ? 'one year' : 'three years'}: ${optionName(committed.view.option)} at ${formatUsd(committed.view.ranked.total)}${change}${terms}.`;
}

/** Instances that come and go are compared with a perfect packing in a section of their own. */
function packingSentence(option: Option): string {
  if (coursesOf(option).length > 0) return '';
  const ticks = servicesPacking(option);
  const gap = ticks && gapText(ticks.cost, ticks.lowerBound);
  if (gap === undefined) return '';
  if (ticks?.cost === ticks?.lowerBound) return 'No other choice of instances for the services costs less (proven).';
  return `The instances for the services cost at most ${percentText(Number(gap))} above the proven lower bound.`;
}
