import type { OperatingSystem } from '../units/capacity.ts';
import type { Catalog } from './catalog.ts';

/**
 * What the Spot Advisor says about an instance type in the catalog's Region, or why nothing is known.
 *
 * @public
 */
export type SpotAdviceLookup =
  | {
      readonly found: true;
      readonly instanceType: string;
      /** Share of the month's Spot instances of the type that AWS took back, as `<5%` or `>20%`. */
      readonly interruptionBand: string;
      /** 0 is the calmest band. */
      readonly interruptionBandIndex: number;
      /** Average saving over On-Demand, whole percent. */
      readonly averageSavingPercent: number;
      readonly asOf: string;
      readonly source: string;
      readonly obtained: 'estimate';
      readonly note: string;
    }
  | { readonly found: false; readonly instanceType: string; readonly region: string; readonly why: string };

/**
 * Interruption band and average saving of an instance type on Spot: a dated estimate. Needs a catalog loaded with the set
 * `spot`.
 *
 * @public
 */
export function lookUpSpotAdvice(
  { region, spotAdvice = [], tableSets }: Catalog,
  { instanceType, operatingSystem = 'LINUX' }: { readonly instanceType: string; readonly operatingSystem?: OperatingSystem },
): SpotAdviceLookup {
  for (const { operatingSystem: system, byInstanceType, interruptionBands, asOf, source, obtained, note } of spotAdvice) {
    const advice = system === operatingSystem && Object.hasOwn(byInstanceType, instanceType) ? byInstanceType[instanceType] : undefined;
    const band = advice === undefined ? undefined : interruptionBands[advice[0]];
    if (advice === undefined || band === undefined) continue;
    const [interruptionBandIndex, averageSavingPercent] = advice;
    return { found: true, instanceType, interruptionBand: band, interruptionBandIndex, averageSavingPercent, asOf, source, obtained, note };
  }
  const notLoaded = tableSets?.includes('spot') === false;
  const why = notLoaded
    ? 'the tables of the set "spot" were not loaded'
    : `the Spot Advisor data at hand does not list ${instanceType} for ${operatingSystem} in ${region}`;
  return { found: false, instanceType, region, why };
}
