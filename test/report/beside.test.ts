import { expect, test } from 'vitest';
import { selectOptions } from '../../src/cli/select-options.ts';
import { renderCsv } from '../../src/report/render-csv.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderTable } from '../../src/report/render-table.ts';
import { estimateOfFile } from '../support/beside.ts';

/**
 * Two tasks of 0.25 vCPU and 0.5 GB at 0.04 and 0.004: 2 x 730 x 0.012 = 17.52. Their addresses 7.30; the load balancer 16.425 and
 * its two addresses 7.30; a GB of logs 0.50.
 */
const FILE = `services: [{ name: api, cpu: 256, memory: 512, networkMode: awsvpc, desiredCount: 2, publicIp: true, logs: { ingested: 1 GB, retention: never } }]
environment:
  loadBalancers: [{ name: public, type: application, processed: 0, newConnectionsPerSecond: 0, activeConnections: 0, ruleEvaluationsPerSecond: 0 }]
  vpcEndpoints: [s3]
rates: { "LoadBalancerUsage:Application": "0.0225", "PublicIPv4:InUseAddress": "0.005", DataProcessing-Bytes: "0.50" }`;

const estimate = estimateOfFile(FILE);
const fargate = { ...estimate, options: estimate.options.filter(({ id }) => id === 'fargate:on-demand:X86_64') };
const shop = {
  ...fargate,
  comparison: { ...estimate.comparison, ranked: estimate.comparison.ranked.filter(({ id }) => id === 'fargate:on-demand:X86_64') },
};

test('a table says what an option is made of, what is paid without any task, what is free and what is not stated', () => {
  const text = renderTable(shop);
  expect(text).toMatch(/^compute +\$17\.52$/m);
  expect(text).toMatch(/^beside it, depends on the launch type +\$7\.30$/m);
  expect(text).toMatch(/^beside it, the same everywhere +\$24\.22$/m);
  expect(text).toMatch(/^\(environment\) +\$23\.72$/m);
  expect(text).toContain('With no task running the environment costs $23.72 a month.');
  expect(text).toContain('Free of charge: ECS control plane, IAM, service and cluster auto scaling');
  expect(text).toContain('gateway endpoints (s3)');
  expect(text.replaceAll(/\n +/g, ' ')).toContain(
    'Not stated, so not priced: NAT gateways, traffic to the internet, traffic between zones, Container Insights, images, volumes',
  );
});

test('details tell each line what it is of, the subtotals of each option, and why the free parts are free', () => {
  const text = renderTable(shop, { details: true, width: 140 });
  expect(text).toMatch(/^\(environment\) +PublicIPv4:InUseAddress \(public\) +1460 +Hrs +\$0\.005 +\$7\.30/m);
  expect(text).toContain('compute $17.52 + beside it, depends on the launch type $7.30 + beside it, the same everywhere $24.22');
  expect(text).toContain('free: IAM: roles and policies have no charge');
});

test('shares of options that were asked for leave out what is the same everywhere, as those of all options do', () => {
  const selected = selectOptions(estimate, ['*:on-demand:*']);
  const shares = ({ comparison }: typeof estimate): (number | undefined)[] =>
    comparison.ranked.filter(({ id }) => id.split(':')[1] === 'on-demand').map(({ approxShareAgainstBase: share }) => share);
  expect(shares(selected).filter((share) => share !== undefined && share !== 0).length).toBeGreaterThan(0);
  expect(shares(selected)).toEqual(shares(estimate));
});

test('the JSON report has the three subtotals exactly, and lines by category', () => {
  const report = JSON.parse(renderJson(shop)) as {
    options: {
      subtotals: object;
      perService: object[];
      lines: { usageType: string; category: string; resource?: string; service: string | null; allocation?: object }[];
    }[];
    fixedFloor: object;
    notStated: { key: string; services: string[] }[];
  };
  const [option] = report.options;
  expect(option?.subtotals).toEqual({ computeUsd: '17.52', besideByLaunchTypeUsd: '7.3', besideEverywhereUsd: '24.225' });
  expect(option?.perService).toEqual([
    { service: 'api', costUsd: '25.32' },
    { service: '(environment)', costUsd: '23.725' },
  ]);
  expect(option?.lines.find(({ usageType }) => usageType === 'LoadBalancerUsage')).toMatchObject({
    service: null,
    category: 'beside-everywhere',
    resource: 'public',
    allocation: { '(environment)': '16.425' },
  });
  expect(report.fixedFloor).toEqual({ monthlyUsd: '23.725', complete: true });
  expect(report.notStated).toContainEqual({ key: 'image', services: ['api'] });
});

test('CSV has a category and what a line is of', () => {
  const rows = renderCsv(shop).split('\n');
  expect(rows[0]).toMatch(/,category,resource$/);
  expect(rows.some((row) => row.includes(',LoadBalancerUsage,730,Hrs,0.0225,16.425,') && row.endsWith(',beside-everywhere,public'))).toBe(
    true,
  );
});

test('Markdown shows the subtotals as a table and folds what is free', () => {
  const text = renderMarkdown(shop);
  expect(text).toContain('| beside it, depends on the launch type | $7.30 |');
  expect(text).toContain('<summary>Free of charge</summary>');
});

test('a file that states nothing beside its tasks has no such section, and says what it leaves out', () => {
  const text = renderTable(estimateOfFile('services: [{ name: api, cpu: 256, memory: 512, desiredCount: 1 }]'));
  expect(text).not.toContain('made of');
  expect(text).toContain('Not stated, so not priced: load balancers, NAT gateways');
});

test('an amount without the rate of a part is a floor, and the part is listed once for all options', () => {
  const text = renderTable(estimateOfFile(FILE.replace('DataProcessing-Bytes', 'DataProcessingIA-Bytes')));
  expect(text).toContain('at least $');
  expect(text).toContain('≥ $48.54');
  expect(text.match(/1 GB of DataProcessing-Bytes \(api, logs\)/g)).toHaveLength(1);
});
