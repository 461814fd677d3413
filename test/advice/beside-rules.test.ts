import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/advice/advice.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { findingsBy, fullyAdvised } from '../support/advised.ts';
import { smallCatalog } from '../support/small-catalog.ts';

/** A GPU type at $0.50 an hour is the only one: nothing but Fargate is worth its money. */
const FARGATE_WINS = smallCatalog({ types: ['g4dn.xlarge'] });

const RATES = `{ NatGateway-Hours: "0.045", NatGateway-Bytes: "0.045", "PublicIPv4:InUseAddress": "0.005", VpcEndpoint-Hours: "0.01", VpcEndpoint-Bytes: "0.01",
  DataProcessing-Bytes: "0.50", DataTransfer-Regional-Bytes: "0.01" }`;

function evidenceOf(rule: string, body: string): Finding['evidence'][] {
  const text = `version: 1\nname: shop\nregion: us-east-1\ncluster: { availabilityZones: 2 }\nrates: ${RATES}\n${body}\n`;
  return findingsBy(fullyAdvised(parseWorkload(text), FARGATE_WINS), rule).map(({ evidence }) => evidence);
}

const api = (keys: string, count = 2): string => `services: [{ name: api, cpu: 256, memory: 512, desiredCount: ${count}, ${keys} }]`;

describe('public-addresses', () => {
  test('30 addresses cost more than two NAT gateways with theirs, as long as less than 812 GB go through them', () => {
    // 30 x 3.65 = 109.50; 2 x (32.85 + 3.65) = 73; the 36.50 between them buy 811.1 GB at 0.045.
    expect(evidenceOf('public-addresses', api('publicIp: true', 30))).toEqual([
      { costUsd: '109.5', natGateways: 2, natUsd: '73', savedUsd: '36.5', breakEvenGB: '812' },
    ]);
  });

  test('five cost less, and are left alone', () => {
    expect(evidenceOf('public-addresses', api('publicIp: true', 5))).toEqual([]);
  });
});

describe('endpoint-pays-off', () => {
  const pulls = (path: string): string =>
    api(`image: { size: 1 GB, registry: ecr, path: ${path} }, deployment: { perMonth: 10, minutes: 0 }`);

  test('the pulls of ECR images through NAT would cost nothing through an S3 gateway endpoint', () => {
    // 2 tasks x 10 deployments x 1 GB x 0.045.
    expect(evidenceOf('endpoint-pays-off', pulls('nat'))).toEqual([{ endpoint: 's3', type: 'gateway', savedUsd: '0.9' }]);
    expect(evidenceOf('endpoint-pays-off', pulls('gateway'))).toEqual([]);
  });

  test('an interface endpoint in two zones pays for itself from 418 GB a month', () => {
    // 2 x 730 x 0.01 = 14.60 against 0.045 - 0.01 = 0.035 a GB: 417.1 GB; 1,000 GB would save 35 - 14.60.
    const nat = (processed: string): string =>
      `${api('publicIp: false')}\nenvironment: { natGateways: { count: 2, processed: ${processed} } }`;
    expect(evidenceOf('endpoint-pays-off', nat('1000 GB'))).toEqual([
      { endpoint: 'any', type: 'interface', availabilityZones: 2, processedGB: '1000', breakEvenGB: '418', savedUsdMax: '20.4' },
    ]);
    expect(evidenceOf('endpoint-pays-off', nat('417 GB'))).toEqual([]);
  });
});

test('logs-above-compute: 100 GB of logs cost 50.00, two tasks of 0.25 vCPU and 0.5 GB 17.52', () => {
  // 2 x 730 x (0.25 x 0.04 + 0.5 x 0.004).
  expect(evidenceOf('logs-above-compute', api('logs: { ingested: 100 GB, retention: never }'))).toEqual([
    { logsUsd: '50', computeUsd: '17.52' },
  ]);
  expect(evidenceOf('logs-above-compute', api('logs: { ingested: 35 GB, retention: never }'))).toEqual([]);
});

test('cross-zone-share: 100 GB between zones cost 2.00, a tenth of 17.52 and themselves', () => {
  expect(evidenceOf('cross-zone-share', `${api('publicIp: false')}\nenvironment: { crossZone: 100 GB }`)).toEqual([
    { costUsd: '2', share: 0.1025 },
  ]);
  expect(evidenceOf('cross-zone-share', `${api('publicIp: false')}\nenvironment: { crossZone: 10 GB }`)).toEqual([]);
});
