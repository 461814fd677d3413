import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FargateTaskSizes, InstanceType } from '../../src/catalog/catalog.ts';
import { bundledFiles, bundledRegions, DATA } from './bundled.ts';

const { instanceTypes } = JSON.parse(readFileSync(`${DATA}instance-types.json`, 'utf8')) as { instanceTypes: InstanceType[] };
const byName = new Map(instanceTypes.map((type) => [type.instanceType, type]));

describe('instance types', () => {
  test('are 1,395, each once, ordered by name', () => {
    const names = instanceTypes.map(({ instanceType }) => instanceType);
    expect(names).toHaveLength(1395);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('have whole numbers above nothing for vCPUs and memory, and a family', () => {
    const odd = instanceTypes.filter(
      ({ instanceType, family, vcpus, memoryMiB }) =>
        !(Number.isInteger(vcpus) && vcpus > 0 && Number.isInteger(memoryMiB) && memoryMiB > 0 && instanceType.startsWith(`${family}.`)),
    );
    expect(odd).toEqual([]);
  });

  test('hold what AWS says about m5.large, m7g.large and t4g.micro', () => {
    expect(byName.get('m5.large')).toMatchObject({
      vcpus: 2,
      memoryMiB: 8192,
      architecture: 'X86_64',
      gpus: 0,
      burstable: false,
      bareMetal: false,
    });
    expect(byName.get('m7g.large')).toMatchObject({ vcpus: 2, memoryMiB: 8192, architecture: 'ARM64', networkInterfacesMax: 3 });
    expect(byName.get('t4g.micro')).toMatchObject({
      vcpus: 2,
      memoryMiB: 1024,
      architecture: 'ARM64',
      burstable: true,
      baselineCpuPercent: '10',
    });
  });

  // EC2 user guide, volume_limits: dedicated limits by size, 28 shared attachments less the primary interface, 40 volumes before Nitro.
  test('take as many EBS volumes as AWS says', () => {
    const limits = (names: string) => names.split(' ').map((name) => byName.get(name)?.ebsAttachmentsMax);
    expect(limits('m7i.large c7a.12xlarge m7i.16xlarge r7i.24xlarge r7iz.32xlarge m7a.48xlarge r7iz.metal-16xl m7i.metal-48xl')).toEqual([
      32, 32, 48, 64, 88, 128, 39, 79,
    ]);
    expect(limits('m5.large m7g.16xlarge t3.micro')).toEqual([27, 27, 27]);
    expect(limits('m4.large t2.micro')).toEqual([40, 40]);
    expect(['m7i.large', 'm5.large', 'm7g.large', 'g6.xlarge'].map((name) => byName.get(name)?.ebsAttachmentLimitType)).toEqual([
      'dedicated',
      'shared',
      'shared',
      'dedicated',
    ]);
  });

  // d3.8xlarge has 24 disks, and the guide names its limit of 3; a c5d.24xlarge has four of them.
  test('have less room for volumes the more NVMe disks they hold', () => {
    expect(['d3.8xlarge', 'c5d.large', 'c5d.24xlarge'].map((name) => byName.get(name)?.ebsAttachmentsMax)).toEqual([3, 26, 23]);
  });

  test('state how their volumes are limited exactly where they state how many there may be', () => {
    for (const { instanceType, ebsAttachmentsMax, ebsAttachmentLimitType } of instanceTypes)
      expect(ebsAttachmentsMax === undefined, instanceType).toBe(ebsAttachmentLimitType === undefined);
  });

  test('are burstable exactly in the families t2, t3, t3a and t4g, each with a baseline', () => {
    const burstable = instanceTypes.filter((type) => type.burstable);
    expect(new Set(burstable.map(({ family }) => family))).toEqual(new Set(['t2', 't3', 't3a', 't4g']));
    expect(burstable.filter(({ baselineCpuPercent }) => baselineCpuPercent === undefined)).toEqual([]);
  });

  test('count as GPUs only those ECS can pin: NVIDIA in g5 and p4d, none in g4ad (AMD), dl1 (Habana) and inf2', () => {
    const gpus = ['g5.12xlarge', 'p4d.24xlarge', 'g4ad.xlarge', 'dl1.24xlarge', 'inf2.xlarge'].map((name) => byName.get(name)?.gpus);
    expect(gpus).toEqual([4, 8, 0, 0, 0]);
    expect(byName.get('g4ad.xlarge')?.accelerators).toBe(1);
  });

  // ECS developer guide, container-instance-eni, April 2023 edition.
  test('are not trunked by ECS where its guide says so, although the VPC limits call c5n.large and c5a.8xlarge compatible', () => {
    for (const name of ['c5n.large', 'c5a.8xlarge', 'c5.metal', 'm5dn.large', 'i3en.large', 'g4dn.xlarge']) {
      expect(byName.get(name), name).toMatchObject({ trunkingCompatible: true, trunkingSupportedByEcs: false });
      expect(byName.get(name)?.awsvpcTasksWithTrunking, name).toBeUndefined();
    }
    const burstableAndTrunked = instanceTypes.filter((type) => type.burstable && type.trunkingSupportedByEcs !== false);
    expect(burstableAndTrunked).toEqual([]);
  });

  // The published table of eni-trunking-supported-instance-types: [without, with trunking].
  test.each([
    ['c5.large', 2, 10],
    ['a1.4xlarge', 7, 60],
    ['m5.24xlarge', 14, 120],
    ['m6idn.32xlarge', 15, 120],
    ['m7i-flex.large', 2, 4],
    ['m8a.48xlarge', 23, 120],
  ])('carry the task limits that AWS publishes for %s: %i and %i', (name, without, withTrunking) => {
    expect(byName.get(name)).toMatchObject({
      awsvpcTasksWithoutTrunking: without,
      awsvpcTasksWithTrunking: withTrunking,
      trunkingSupportedByEcs: true,
    });
  });

  test('cover every priced type but four retired names that no source describes', () => {
    const priced = new Set(
      bundledFiles()
        .filter(({ set }) => set === 'prices')
        .flatMap(({ tables }) =>
          tables.filter(({ usageTypePrefix }) => usageTypePrefix === 'BoxUsage:').flatMap(({ rates }) => Object.keys(rates)),
        ),
    );
    expect([...priced].filter((name) => !byName.has(name)).sort()).toEqual(['c6gn.metal', 'cc2.8xlarge', 'hs1.8xlarge', 'i3p.16xlarge']);
  });
});

describe('Fargate task sizes', () => {
  const { sizes } = JSON.parse(readFileSync(`${DATA}fargate-task-sizes.json`, 'utf8')) as { sizes: FargateTaskSizes[] };
  const memoryGiBOf = (cpuUnits: number): number[] =>
    sizes.find((size) => size.cpuUnits === cpuUnits)?.memoryMiB.map((mib) => mib / 1024) ?? [];

  // ECS developer guide, fargate-tasks-services, and the announcement of 32 vCPU of 2026-06-05.
  test('are the eight CPU sizes with the memory AWS allows', () => {
    expect(sizes.map(({ cpuUnits }) => cpuUnits)).toEqual([256, 512, 1024, 2048, 4096, 8192, 16384, 32768]);
    expect(memoryGiBOf(256)).toEqual([0.5, 1, 2]);
    expect(memoryGiBOf(512)).toEqual([1, 2, 3, 4]);
    expect(memoryGiBOf(4096)).toHaveLength(23);
    expect(memoryGiBOf(8192)).toEqual([16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60]);
    expect(memoryGiBOf(16384)).toEqual([32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120]);
    expect(memoryGiBOf(32768)).toEqual([60, 120, 244]);
  });

  test('are open to Windows from 1 to 4 vCPU only', () => {
    expect(sizes.filter(({ operatingSystems }) => operatingSystems.includes('WINDOWS')).map(({ cpuUnits }) => cpuUnits)).toEqual([
      1024, 2048, 4096,
    ]);
    expect(sizes.every(({ operatingSystems }) => operatingSystems.includes('LINUX'))).toBe(true);
  });
});

describe('Regions', () => {
  const regions = bundledRegions();

  test('are 36, each with its name and a usage-type prefix of its own', () => {
    expect(regions).toHaveLength(36);
    expect(new Set(regions.map(({ usageTypePrefix }) => usageTypePrefix)).size).toBe(36);
    expect(regions.find(({ code }) => code === 'ap-northeast-2')).toEqual({
      code: 'ap-northeast-2',
      name: 'Asia Pacific (Seoul)',
      usageTypePrefix: 'APN2',
    });
  });

  // AWS Region billing codes: Mumbai is APS3 and Ireland EU, which no rule would give.
  test('have the prefixes AWS bills with', () => {
    const prefixes = ['ap-south-1', 'eu-west-1', 'eu-central-1', 'us-gov-west-1'].map(
      (code) => regions.find((region) => region.code === code)?.usageTypePrefix,
    );
    expect(prefixes).toEqual(['APS3', 'EU', 'EUC1', 'UGW1']);
  });

  test('know that us-east-1 is USE1 for Fargate and has no prefix for EC2', () => {
    expect(regions.find(({ code }) => code === 'us-east-1')).toMatchObject({
      usageTypePrefix: 'USE1',
      offersWithoutPrefix: expect.arrayContaining(['AmazonEC2']),
    });
  });
});
