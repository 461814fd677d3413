/**
 * Builds everything in data/ (except its README) from CSV files of facts: `npx tsx scripts/build-data.ts --facts DIR`.
 *
 * DIR holds one CSV file a kind of fact, one row a fact, each row with the code of its source and its date:
 * `fargate/` (Fargate, Fargate Spot, Savings Plans, ECS Anywhere, the Managed Instances fee), `ec2/` (instance types,
 * On-Demand, Spot, interruption, Reserved Instances, Windows uplift, ECS network-interface limits) and `adjacent/`
 * (EBS, NAT, load balancers and the rest that runs beside containers). Every fact was copied from AWS's own price lists,
 * pricing-page feeds and documentation, or from public copies of them; data/README.md names each source with
 * repository, commit and date, and says which doubts go with it.
 *
 * The same input gives the same bytes: no clock, no randomness, every order total.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adjacentTables, readAdjacentFacts } from './build-data/adjacent.ts';
import { commitmentTables, readCommitmentFacts } from './build-data/commitments.ts';
import { openFacts } from './build-data/facts.ts';
import { instanceTypesText } from './build-data/instance-types.ts';
import { managedInstancesTables, readManagedInstancesFees } from './build-data/managed-instances.ts';
import { onDemandTables, readOnDemandFacts } from './build-data/on-demand.ts';
import { readSpotFacts, spotTables } from './build-data/spot.ts';
import { fargateTaskSizesText, regionNames, regionsText } from './build-data/static-tables.ts';
import { type TableFile, tableFileText, writeText } from './build-data/write-table-file.ts';

const { values } = parseArgs({
  options: { facts: { type: 'string' }, out: { type: 'string', default: join(import.meta.dirname, '../data') } },
});
if (values.facts === undefined) throw new Error('--facts DIR is missing: the directory of the CSV facts');

const facts = openFacts(values.facts);
const out = values.out;
const regions = regionNames(facts);
const onDemandFacts = readOnDemandFacts(facts);
const spotFacts = readSpotFacts(facts);
const commitmentFacts = readCommitmentFacts(facts);
const managedInstancesFees = readManagedInstancesFees(facts);
const adjacentFacts = readAdjacentFacts(facts);

writeText(join(out, 'regions.json'), regionsText(regions));
writeText(join(out, 'fargate-task-sizes.json'), fargateTaskSizesText());
writeText(join(out, 'instance-types.json'), instanceTypesText(facts));
for (const region of regions.keys()) {
  const onDemand = onDemandTables(onDemandFacts, region);
  const sets: Readonly<Record<string, Omit<TableFile, 'region'>>> = {
    prices: onDemand,
    spot: spotTables(spotFacts, region, onDemand.tables),
    commitments: commitmentTables(commitmentFacts, region, onDemand.tables),
    'managed-instances': managedInstancesTables(managedInstancesFees.get(region) ?? []),
    adjacent: adjacentTables(adjacentFacts, region),
  };
  for (const [set, file] of Object.entries(sets)) writeText(join(out, set, `${region}.json`), tableFileText({ region, ...file }));
}
