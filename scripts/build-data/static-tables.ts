import { compareText } from '../../src/units/order.ts';
import { type Facts, text } from './facts.ts';
import { FORMAT_VERSION, lines } from './write-table-file.ts';

/**
 * Prefixes of usage types, as AWS's page "AWS Region billing codes" lists them
 * (docs.aws.amazon.com/global-infrastructure/latest/regions/aws-region-billing-codes.html). The page leaves out GovCloud,
 * whose prefixes stand in the S3 user guide's list of usage-report codes.
 */
const USAGE_TYPE_PREFIXES: Readonly<Record<string, string>> = {
  'af-south-1': 'AFS1',
  'ap-east-1': 'APE1',
  'ap-east-2': 'APE2',
  'ap-northeast-1': 'APN1',
  'ap-northeast-2': 'APN2',
  'ap-northeast-3': 'APN3',
  'ap-south-1': 'APS3',
  'ap-south-2': 'APS5',
  'ap-southeast-1': 'APS1',
  'ap-southeast-2': 'APS2',
  'ap-southeast-3': 'APS4',
  'ap-southeast-4': 'APS6',
  'ap-southeast-5': 'APS7',
  'ap-southeast-6': 'APS8',
  'ap-southeast-7': 'APS9',
  'ca-central-1': 'CAN1',
  'ca-west-1': 'CAN2',
  'eu-central-1': 'EUC1',
  'eu-central-2': 'EUC2',
  'eu-north-1': 'EUN1',
  'eu-south-1': 'EUS1',
  'eu-south-2': 'EUS2',
  'eu-west-1': 'EU',
  'eu-west-2': 'EUW2',
  'eu-west-3': 'EUW3',
  'il-central-1': 'ILC1',
  'me-central-1': 'MEC1',
  'me-south-1': 'MES1',
  'mx-central-1': 'MXC1',
  'sa-east-1': 'SAE1',
  'us-east-1': 'USE1',
  'us-east-2': 'USE2',
  'us-gov-east-1': 'UGE1',
  'us-gov-west-1': 'UGW1',
  'us-west-1': 'USW1',
  'us-west-2': 'USW2',
};

/** Offers that write no prefix at all in us-east-1, where AmazonECS writes `USE1-`. */
const OFFERS_WITHOUT_PREFIX = { 'us-east-1': ['AmazonEC2', 'AWSELB', 'AmazonCloudWatch'] } as const;

/** The legal Fargate sizes: CPU units, memory in GiB as [from, to, step] or as a list, and whether Windows may have it. */
const FARGATE_SIZES: readonly { readonly cpuUnits: number; readonly memoryGiB: readonly number[]; readonly windows: boolean }[] = [
  { cpuUnits: 256, memoryGiB: [0.5, 1, 2], windows: false },
  { cpuUnits: 512, memoryGiB: steps(1, 4, 1), windows: false },
  { cpuUnits: 1024, memoryGiB: steps(2, 8, 1), windows: true },
  { cpuUnits: 2048, memoryGiB: steps(4, 16, 1), windows: true },
  { cpuUnits: 4096, memoryGiB: steps(8, 30, 1), windows: true },
  { cpuUnits: 8192, memoryGiB: steps(16, 60, 4), windows: false },
  { cpuUnits: 16_384, memoryGiB: steps(32, 120, 8), windows: false },
  { cpuUnits: 32_768, memoryGiB: [60, 120, 244], windows: false },
];

const MIB_PER_GIB = 1024;

/** Code and name of every Region with Fargate rates, ordered by code. */
export function regionNames(facts: Facts): Map<string, string> {
  const names = new Map(facts.rows('fargate/fargate-ondemand.csv').map((row) => [text(row, 'region'), text(row, 'location_name')]));
  return new Map([...names].sort(([a], [b]) => compareText(a, b)));
}

/** The text of data/regions.json. */
export function regionsText(names: ReadonlyMap<string, string>): string {
  const regions = [...names].map(([code, name]) => {
    const withoutPrefix = code === 'us-east-1' ? { offersWithoutPrefix: OFFERS_WITHOUT_PREFIX[code] } : {};
    return JSON.stringify({ code, name, usageTypePrefix: USAGE_TYPE_PREFIXES[code], ...withoutPrefix });
  });
  return ['{', `"formatVersion":${FORMAT_VERSION},`, `"regions":${lines('[', regions, ']')}`, '}', ''].join('\n');
}

/** The text of data/fargate-task-sizes.json. */
export function fargateTaskSizesText(): string {
  const sizes = FARGATE_SIZES.map(({ cpuUnits, memoryGiB, windows }) =>
    JSON.stringify({
      cpuUnits,
      operatingSystems: windows ? ['LINUX', 'WINDOWS'] : ['LINUX'],
      memoryMiB: memoryGiB.map((gib) => gib * MIB_PER_GIB),
    }),
  );
  return [
    '{',
    `"formatVersion":${FORMAT_VERSION},`,
    `"asOf":"2026-06-05",`,
    `"source":"ECS developer guide, fargate-tasks-services, and the announcement of 32 vCPU of 2026-06-05",`,
    `"sizes":${lines('[', sizes, ']')}`,
    '}',
    '',
  ].join('\n');
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, index) => from + index * by);
}
