import { expect, test } from 'vitest';
import type { ListedRate } from '../../../src/catalog/update/listed-rate.ts';
import { readSavingsPlanCsv } from '../../../src/catalog/update/savings-plan-csv.ts';
import { readSavingsPlanJson } from '../../../src/catalog/update/savings-plan-json.ts';
import { rateOfSavingsPlan, type SavingsPlanRow } from '../../../src/catalog/update/savings-plan-rate.ts';
import { fixture } from '../../support/aws-stand-in/offer-paths.ts';
import { briefly } from '../../support/aws-stand-in/rates-in-list.ts';

const VIRGINIA = { code: 'us-east-1', usageTypePrefix: 'USE1' };
const TAIPEI = { code: 'ap-east-2', usageTypePrefix: 'APE2' };

function ratesIn(text: string, region: { code: string; usageTypePrefix: string }): ListedRate[] {
  const rates: ListedRate[] = [];
  const onRow = (row: SavingsPlanRow): void => {
    const rate = rateOfSavingsPlan({ what: 'the list', region }, row);
    if (rate !== undefined) rates.push(rate);
  };
  const reader = text.startsWith('{') ? readSavingsPlanJson('the list', onRow) : readSavingsPlanCsv('the list', onRow);
  reader.push(Buffer.from(text));
  reader.finish();
  return rates;
}

// The columns and the first two rows are AWS's of 2025-09-11 (github jtdelia/ec2-priceit); the others are changed in one place each.
const CSV = `FormatVersion,v1.0
Disclaimer,This pricing list is for informational purposes only.
Publication Date,2025-09-11T18:44:47Z
Version,20250911184447
OfferCode,AmazonComputeSavingsPlan
SKU,RateCode,Unit,EffectiveDate,DiscountedRate,Currency,DiscountedSKU,DiscountedServiceCode,DiscountedUsageType,DiscountedOperation,PurchaseOption,LeaseContractLength,LeaseContractLengthUnit,ServiceCode,UsageType,Operation,Description,Instance Family,Location,Location Type,Granularity,Product Family,DiscountedRegionCode,DiscountedInstanceType
2JT7C3ZD2AXA73Q4,2JT7C3ZD2AXA73Q4.23PWZ6X8AQE4NKNR,Hrs,2025-06-05T18:51:13Z,0.0425,USD,23PWZ6X8AQE4NKNR,AmazonEC2,APE2-DedicatedUsage:r7g.medium,RunInstances:0010,Partial Upfront,3,year,ComputeSavingsPlans,APE2-EC2SP:r7g.3yrPartialUpfront,,3 year Partial Upfront r7g EC2 Instance Savings Plan in ap-east-2,r7g,Asia Pacific (Taipei),AWS Region,hourly,EC2InstanceSavingsPlans,ap-east-2,r7g.medium
2JT7C3ZD2AXA73Q4,2JT7C3ZD2AXA73Q4.2N9JCBAMRPFYYSVR,Hrs,2025-06-05T18:51:13Z,0.0562,USD,2N9JCBAMRPFYYSVR,AmazonEC2,APE2-UnusedDed:r7g.large,RunInstances,Partial Upfront,3,year,ComputeSavingsPlans,APE2-EC2SP:r7g.3yrPartialUpfront,,3 year Partial Upfront r7g EC2 Instance Savings Plan in ap-east-2,r7g,Asia Pacific (Taipei),AWS Region,hourly,EC2InstanceSavingsPlans,ap-east-2,r7g.large
2JT7C3ZD2AXA73Q4,2JT7C3ZD2AXA73Q4.3N9JCBAMRPFYYSVR,Hrs,2025-06-05T18:51:13Z,0.0500,USD,3N9JCBAMRPFYYSVR,AmazonEC2,APE2-BoxUsage:r7g.large,RunInstances,Partial Upfront,3,year,ComputeSavingsPlans,APE2-EC2SP:r7g.3yrPartialUpfront,,3 year Partial Upfront r7g EC2 Instance Savings Plan in ap-east-2,r7g,Asia Pacific (Taipei),AWS Region,hourly,EC2InstanceSavingsPlans,ap-east-2,r7g.large
4JT7C3ZD2AXA73Q4,4JT7C3ZD2AXA73Q4.3N9JCBAMRPFYYSVR,Hrs,2025-06-05T18:51:13Z,0.0800,USD,4N9JCBAMRPFYYSVR,AmazonEC2,APE2-BoxUsage:r7i.large,RunInstances:0002,No Upfront,1,year,ComputeSavingsPlans,ComputeSP:1yrNoUpfront,,1 year No Upfront Compute Savings Plan,,Any,AWS Region,hourly,ComputeSavingsPlans,ap-east-2,r7i.large
4JT7C3ZD2AXA73Q4,4JT7C3ZD2AXA73Q4.3N9JCBAMRPFYYSVR,Hrs,2025-06-05T18:51:13Z,0.0700,USD,4N9JCBAMRPFYYSVR,AWSLambda,APE2-Lambda-GB-Second,Invoke,No Upfront,1,year,ComputeSavingsPlans,ComputeSP:1yrNoUpfront,,1 year No Upfront Compute Savings Plan,,Any,AWS Region,hourly,ComputeSavingsPlans,ap-east-2,
`;

test('the CSV list holds both kinds of plans; instances on shared hardware with Linux or Windows are read', () => {
  const rates = ratesIn(CSV, TAIPEI);
  expect(briefly(rates)).toEqual({
    'EC2 under an EC2 Instance Savings Plan ec2-instance-savings-plan-3y-partial-upfront r7g.large': '0.05',
    'EC2 under a Compute Savings Plan compute-savings-plan-1y-no-upfront r7i.large': '0.08',
  });
  expect(rates.map(({ head, sku }) => [head.operation, sku])).toEqual([
    ['RunInstances', '3N9JCBAMRPFYYSVR'],
    ['RunInstances:0002', '4N9JCBAMRPFYYSVR'],
  ]);
});

test('the JSON list gives Fargate rates under the plan that the rate code names', () => {
  expect(briefly(ratesIn(fixture('savingsplan-bulk-us-east-1.json'), VIRGINIA))).toEqual({
    'Fargate under a Compute Savings Plan compute-savings-plan-1y-all-upfront Fargate-vCPU-Hours:perCPU': '0.0295504',
    'Fargate under a Compute Savings Plan compute-savings-plan-3y-no-upfront Fargate-vCPU-Hours:perCPU': '0.022264',
    'Fargate under a Compute Savings Plan compute-savings-plan-3y-no-upfront Fargate-GB-Hours': '0.00244475',
    'Fargate under a Compute Savings Plan compute-savings-plan-3y-no-upfront Fargate-ARM-vCPU-Hours:perCPU': '0.01749',
    'Fargate under a Compute Savings Plan compute-savings-plan-3y-no-upfront Fargate-ARM-GB-Hours': '0.00192',
  });
});

test.each([
  ['a column that is gone', CSV.replace('DiscountedRate', 'Rate'), /no column "DiscountedRate"/],
  ['another currency', CSV.replaceAll(',USD,', ',EUR,'), /is priced in EUR/],
  ['a rate without a plan', fixture('savingsplan-bulk-us-east-1.json').replaceAll('"ZGC49G7XS8QA54BQ.', '"XXX.'), /has no plan/],
  ['no plans at all', '{"version":"1","products":[],"terms":{"savingsPlan":[]}}', /no plans or no rates/],
  ['an end before its end', fixture('savingsplan-bulk-us-east-1.json').slice(0, -20), /ends before its end/],
  ['damage', fixture('savingsplan-bulk-us-east-1.json').replace('"rateCode":', '"rateCode"'), /is not JSON/],
])('a list with %s is refused in words', (_, text, problem) => {
  expect(() => ratesIn(text, text.startsWith('{') ? VIRGINIA : TAIPEI)).toThrow(problem);
});
