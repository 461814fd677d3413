import { readRegionTables } from '../../../src/catalog/cache/region-tables.ts';
import { resolvePricesDirectory } from '../../../src/catalog/cache/resolve-prices-directory.ts';
import { ec2PriceList, instanceRow } from './ec2-price-list.ts';
import { fixture, serveOffer } from './offer-paths.ts';
import type { StandIn } from './stand-in.ts';

/** Instance types in a generation of lists. */
const TYPE_COUNT = 120;

/** The tables of a generation, with the rates in each: instances, and Fargate by GB and by vCPU. */
const WHOLE = [
  ['EC2 On-Demand Linux', TYPE_COUNT],
  ['Fargate On-Demand', 4],
  ['Fargate On-Demand', 4],
];

/** Serves lists of which every rate tells the generation it belongs to, slowly enough to be stopped anywhere. */
export function serveGeneration(standIn: StandIn, region: string, generation: number): void {
  const version = `2026${String(generation).padStart(10, '0')}`;
  const usd = rateOf(generation);
  const rows = Array.from({ length: TYPE_COUNT }, (_, index) => instanceRow(`c7i.s${index}`, usd));
  const ec2 = serveOffer(standIn, 'AmazonEC2', region, '', version);
  const body = ec2PriceList(rows, { version });
  standIn.serve(ec2, { body, isFile: true, fault: { kind: 'drip', bytes: Math.ceil(body.length / 8), everyMs: 4 } });
  const ecs = fixture('bulk-amazonecs-eu-west-1.csv').replaceAll(/"0\.0[0-9]*"/g, `"${usd}"`);
  serveOffer(standIn, 'AmazonECS', region, ecs, version);
}

/**
 * The generations of all rates in the tables in use: one number when they are whole and unmixed, none when there are no tables
 * yet. Throws when a table is damaged.
 */
export function generationsInUse(cache: string, region: string): number[] {
  const found = resolvePricesDirectory({ env: { ECS_COST_PRICES: cache }, region });
  if (found.kind === 'bundled') return [];
  const { tables } = readRegionTables(found.dir, region).prices;
  const counts = tables.map(({ title, rates }) => [title, Object.keys(rates).length]);
  if (JSON.stringify(counts) !== JSON.stringify(WHOLE)) {
    throw new Error(`the tables are not whole: ${JSON.stringify(counts)}`);
  }
  return [...new Set(tables.flatMap(({ rates }) => Object.values(rates)))].map((usd) => Number(usd.slice(3, 6)));
}

function rateOf(generation: number): string {
  // The last digit keeps the zeros before it.
  return `0.1${String(generation).padStart(3, '0')}7`;
}
