import { EcsCostError } from '../../units/errors.ts';
import type { Environment } from '../cache/cache-directory.ts';

/** Where AWS's public lists are, without a slash at the end. */
export interface Endpoints {
  /** Of `/offers/v1.0/aws/...` and `/savingsPlan/v1.0/aws/...`. */
  readonly priceList: string;
  readonly fargateSpot: string;
  readonly spotAdvisor: string;
}

const AWS: Endpoints = {
  priceList: 'https://pricing.us-east-1.amazonaws.com',
  fargateSpot: 'https://dftu77xade0tc.cloudfront.net/fargate-spot-prices.json',
  spotAdvisor: 'https://spot-bid-advisor.s3.amazonaws.com/spot-advisor-data.json',
};

/**
 * AWS's addresses; or those of a mirror, named by an option or `ECS_COST_PRICE_LIST_URL`, that serves everything under the
 * same paths. Throws `USAGE_INVALID` when the mirror's address is no URL.
 */
export function endpointsOf(env: Environment, mirror: string | undefined = env['ECS_COST_PRICE_LIST_URL']): Endpoints {
  if (mirror === undefined || mirror === '') return AWS;
  if (!URL.canParse(mirror) || !/^https?:$/.test(new URL(mirror).protocol)) {
    throw new EcsCostError('USAGE_INVALID', [
      { path: '--endpoint', problem: `"${mirror}" is no address of a mirror`, hint: 'write a URL, as https://prices.example/aws' },
    ]);
  }
  const base = mirror.replace(/\/+$/, '');
  return { priceList: base, fargateSpot: base + new URL(AWS.fargateSpot).pathname, spotAdvisor: base + new URL(AWS.spotAdvisor).pathname };
}
