import type { SpotAdvice } from '../catalog.ts';
import { unexpectedAnswer } from './answer-problem.ts';

/** The Spot Advisor's words on one operating system, without date and source. */
export type AdvisorTable = Pick<SpotAdvice, 'operatingSystem' | 'interruptionBands' | 'byInstanceType'>;

const OPERATING_SYSTEMS = [
  ['Linux', 'LINUX'],
  ['Windows', 'WINDOWS'],
] as const;

interface Feed {
  readonly ranges?: readonly { readonly index?: number; readonly label?: string }[];
  readonly spot_advisor?: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, { readonly s?: number; readonly r?: number }>>>>>
  >;
}

/**
 * What the Spot Advisor's feed says about a Region's instance types: how often they were reclaimed in the month before,
 * and the average saving over On-Demand in percent.
 *
 * @see https://aws.amazon.com/ec2/spot/instance-advisor/
 */
export function spotAdvisorTables(what: string, value: unknown, region: string): AdvisorTable[] {
  const feed = value as Feed | null;
  if (!Array.isArray(feed?.ranges) || typeof feed?.spot_advisor !== 'object')
    throw unexpectedAnswer(what, 'the feed has no ranges or no advice');
  const bands = interruptionBands(what, feed.ranges);
  return OPERATING_SYSTEMS.flatMap(([name, operatingSystem]) => {
    const advice = Object.entries(feed.spot_advisor?.[region]?.[name] ?? {});
    const byInstanceType = Object.fromEntries(advice.flatMap(([type, { r, s }]) => adviceEntry(type, r, s, bands)));
    return Object.keys(byInstanceType).length === 0 ? [] : [{ operatingSystem, interruptionBands: bands, byInstanceType }];
  });
}

function interruptionBands(what: string, ranges: NonNullable<Feed['ranges']>): string[] {
  const bands: string[] = [];
  for (const { index, label } of ranges) if (index !== undefined && label !== undefined) bands[index] = label;
  if (bands.length !== ranges.length || bands.includes(undefined as never))
    throw unexpectedAnswer(what, 'the interruption bands of the feed have gaps');
  return bands;
}

/** A saving below nothing only says that On-Demand was cut in the month it averages; it says nothing about today. */
function adviceEntry(
  type: string,
  band: number | undefined,
  savingPercent: number | undefined,
  bands: readonly string[],
): [string, readonly [number, number]][] {
  if (band === undefined || bands[band] === undefined || savingPercent === undefined) return [];
  return Number.isInteger(savingPercent) && savingPercent >= 0 && savingPercent < 100 ? [[type, [band, savingPercent]]] : [];
}
