import fc from 'fast-check';

/** A workload document as plain data, as `YAML.parse` or `JSON.parse` gives it. */
export type PlainDocument = Record<string, unknown>;

const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const optional = (keys: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<PlainDocument> => fc.record(keys, { requiredKeys: [] });
const merged = (...parts: fc.Arbitrary<PlainDocument>[]): fc.Arbitrary<PlainDocument> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as PlainDocument);

const architecture = fc.oneof(text('X86_64', 'ARM64'), fc.constantFrom(['ARM64'], ['X86_64', 'ARM64'], ['ARM64', 'X86_64', 'ARM64']));
const cpu = fc.oneof(fc.integer({ min: 1, max: 400_000 }), text('512', '0.5 vCPU', '.25vcpu', '2 VCPU', '400 vCPU'));
const memory = fc.oneof(fc.integer({ min: 4, max: 900_000 }), text('1024', '1 GB', '0.5GB', '512 MB', '2 gib', '.5 GB'));
const storage = fc.oneof(fc.integer({ min: 1, max: 900 }), text('100 GB', '21gb', '30 GiB', '40'));
const duration = fc.oneof(
  fc.integer({ min: 1, max: 90_000 }),
  text('12m 30s', '45s', '1h30m', '2 h', '12.2s', '1d 2h', '90 minutes'),
  fc.constant(12.25),
);
const wholeDuration = fc.oneof(fc.integer({ min: 0, max: 900 }), text('25s', '1m', '0.5m'));

const containerDefinition = optional({
  name: text('main', 'log'),
  cpu: fc.oneof(fc.integer({ min: 0, max: 4096 }), fc.constant(null)),
  memoryReservation: fc.integer({ min: 4, max: 4096 }),
  portMappings: fc.array(
    optional({
      containerPort: fc.integer({ min: 1, max: 65_535 }),
      hostPort: fc.integer({ min: 0, max: 65_535 }),
      protocol: text('tcp', 'udp'),
    }),
    { maxLength: 2 },
  ),
  privileged: fc.boolean(),
  resourceRequirements: fc.constantFrom([], [{ type: 'GPU', value: '1' }]),
  somethingNew: fc.boolean(),
}).map((keys) => ({ memory: 512, ...keys }));

const registered = merged(
  fc.record({ containerDefinitions: fc.array(containerDefinition, { minLength: 1, maxLength: 3 }) }),
  optional({
    cpu: text('256', '1 vCPU'),
    memory: fc.oneof(text('512', '2 GB'), fc.constant(2048), fc.constant(null)),
    networkMode: text('awsvpc', 'bridge', 'host', 'none', 'default'),
    requiresCompatibilities: fc.constantFrom(['FARGATE'], ['EC2'], []),
    runtimePlatform: optional({
      cpuArchitecture: text('X86_64', 'ARM64'),
      operatingSystemFamily: text('LINUX', 'WINDOWS_SERVER_2022_CORE'),
    }),
    ephemeralStorage: fc.constant({ sizeInGiB: 100 }),
    volumes: fc.constantFrom([], [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }]),
    family: text('web'),
  }),
);
const taskDefinition = fc.oneof(
  registered,
  registered.map((definition) => ({ taskDefinition: definition, tags: [] })),
);

const sized = fc.oneof(
  fc.record({ cpu, memory }),
  fc.record({ taskDefinition }),
  merged(fc.record({ taskDefinition }), optional({ cpu, memory })),
);
const data = fc.oneof(text('5 GB', '400 MB', '1.5 TB', '20 KB', '7'), fc.constantFrom(0, 12.5, 1e3));
const shared = optional({
  architecture,
  operatingSystem: text('LINUX', 'WINDOWS'),
  ephemeralStorage: storage,
  gpus: fc.integer({ min: 0, max: 64 }),
  networkMode: text('awsvpc', 'bridge', 'host', 'none'),
  ports: fc.array(
    fc.oneof(
      fc.record({ containerPort: fc.integer({ min: 1, max: 65_535 }) }),
      fc.record({ hostPort: fc.integer({ min: 0, max: 65_535 }), protocol: text('tcp', 'udp') }),
    ),
    { maxLength: 2 },
  ),
  privileged: fc.boolean(),
  requires: fc.subarray(['gpu', 'privileged', 'host-access', 'daemon', 'instance-storage', 'custom-ami']),
  launchType: text('FARGATE', 'EC2', 'MANAGED_INSTANCES'),
  capacityProviderStrategy: fc.array(
    merged(fc.record({ capacityProvider: text('FARGATE', 'FARGATE_SPOT') }), optional({ base: fc.nat(10), weight: fc.nat(1000) })),
    { maxLength: 2 },
  ),
  placementConstraints: fc.constantFrom(
    [],
    [{ type: 'distinctInstance' }],
    [{ type: 'memberOf', expression: 'attribute:ecs.instance-type =~ m7g.*' }],
  ),
  interruptible: fc.boolean(),
  utilization: optional({ cpu: text('35%', '7.5 %'), memory: text('60%') }),
  startup: wholeDuration,
  stop: duration,
  volumes: fc.constantFrom(
    [],
    [{ type: 'efs', size: '30 GB', persistent: true }],
    [{ type: 'ebs', iops: 3000 }],
    [
      { type: 'ebs', size: '50 GB', volumeType: 'io2', iops: 4000, fastSnapshotRestore: { availabilityZones: 3, minutes: 90 } },
      { type: 'efs', size: '1.5 TB', throughput: 'provisioned', provisionedThroughput: 20 },
    ],
    [
      { type: 'efs', size: 10, storageClass: 'one-zone', throughput: 'elastic', read: '50 GB', write: 0 },
      { type: 'ebs', size: 8, throughput: 250 },
    ],
  ),
  publicIp: fc.boolean(),
  logs: optional({
    ingested: data,
    ingestedPerTaskHour: data,
    retention: fc.oneof(text('30d', '30 days', '3 months', '1 year', '2 weeks', 'never', '14'), fc.constantFrom(1, 365)),
    class: text('standard', 'infrequent-access'),
  }),
  image: optional({ size: data, registry: text('ecr', 'ecr-public'), path: text('nat', 'endpoint', 'gateway', 'internet'), stored: data }),
  serviceConnect: fc.constantFrom(true, false, {}, { cpu: 512, memory: '128 MB' }),
});
const count = fc.nat(1_000_000);
const metricAmount = fc.oneof(fc.nat(100_000), fc.constantFrom(0.5, 12.25, 1e3));
const factors = optional({ low: fc.constantFrom(0, 0.5, 1), high: fc.constantFrom(1, 1.5, 3) });
const timezone = text('Asia/Seoul', 'America/New_York', 'UTC');
const windowOf = (amount: fc.Arbitrary<number>): fc.Arbitrary<PlainDocument> =>
  merged(
    fc.record({ days: fc.oneof(text('Mon-Fri', 'Tue', 'Sat-Mon'), fc.constantFrom(['Mon', 'Wed-Thu'], ['Sun'])), tasks: amount }),
    fc.constantFrom({}, { from: '09:00', to: '19:00' }, { from: '22:30', to: '6:00' }, { from: '00:00', to: '24:00' }),
    optional({ timezone }),
  );
const formOf = (amount: fc.Arbitrary<number>): fc.Arbitrary<PlainDocument> =>
  fc.oneof(
    fc.record({ tasks: amount }),
    merged(fc.record({ schedule: fc.array(windowOf(amount), { minLength: 1, maxLength: 3 }), otherwise: amount }), optional({ timezone })),
    merged(
      fc.record({
        hourly: fc.oneof(fc.array(amount, { minLength: 24, maxLength: 24 }), fc.array(amount, { minLength: 168, maxLength: 168 })),
      }),
      optional({ timezone }),
    ),
    fc
      .tuple(amount, amount, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 24 }))
      .map(([a, b, burstMinutes, burstsPerDay]) => ({ base: Math.min(a, b), peak: Math.max(a, b), burstMinutes, burstsPerDay })),
  );
const autoscaling = merged(
  fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  fc.record({
    metric: text('ECSServiceAverageCPUUtilization', 'ALBRequestCountPerTarget'),
    target: fc.constantFrom(60, 0.5, 1000),
    load: merged(formOf(metricAmount), factors),
  }),
  optional({ scaleInCooldown: wholeDuration, scaleOutCooldown: wholeDuration }),
);
const counted = fc.oneof(
  fc.record({ desiredCount: count }),
  fc.record({ demand: merged(formOf(count), factors) }),
  fc.record({ autoscaling }),
  fc.constant({ schedulingStrategy: 'DAEMON' }),
  fc.record({ desiredCount: count, schedulingStrategy: fc.constant('REPLICA') }),
);
const keptOnDemand = fc.constantFrom(
  {},
  { interruptible: true, keepOnDemand: { tasks: 2, share: '25%' } },
  { interruptible: true, keepOnDemand: { share: '0 %' } },
);
const service = merged(
  sized,
  shared,
  counted,
  keptOnDemand,
  optional({
    serviceDiscovery: fc.constantFrom(true, false, {}, { discoverInstancesCalls: 1_000_000 }),
    deployment: optional({ minimumHealthyPercent: fc.nat(100), maximumPercent: fc.nat(200), perMonth: fc.nat(100), minutes: fc.nat(60) }),
    placementStrategy: fc.constantFrom(
      [],
      [
        { type: 'spread', field: 'attribute:ecs.availability-zone' },
        { type: 'binpack', field: 'memory' },
      ],
      [{ type: 'random' }],
    ),
  }),
);
const runs = fc.oneof(
  fc.record({ runsPerMonth: fc.oneof(fc.nat(10_000), fc.constant(4.35), text('30', '30.4')) }),
  fc.record({ schedule: text('cron(0 1 * * ? *)', 'cron(0/15 8-17 ? * MON-FRI *)', 'rate(5 minutes)', 'rate(1 day)', 'rate( 7  days )') }),
);
const durations = fc.array(
  fc.oneof(
    fc.record({ duration, weight: fc.constantFrom(1, 0.5, 90) }),
    fc.record({ seconds: duration, weight: fc.integer({ min: 1, max: 9 }) }),
  ),
  { minLength: 1, maxLength: 4 },
);
const job = merged(
  sized,
  shared,
  runs,
  fc.record({ duration: fc.oneof(duration, duration, durations) }),
  optional({ tasks: fc.integer({ min: 1, max: 1_000_000 }) }),
);

const cluster = optional({
  availabilityZones: fc.integer({ min: 1, max: 6 }),
  minimumInstances: fc.nat(100),
  reservedMemory: fc.oneof(fc.constant(0), text('256 MB', '256')),
  eniTrunking: fc.boolean(),
  rootVolume: fc.oneof(
    storage,
    optional({ size: storage, volumeType: text('gp3'), iops: fc.constant(4000), throughput: fc.constant(250) }),
    fc.constantFrom({ volumeType: 'gp2', size: 50 }, { volumeType: 'io2', iops: 40_000 }, { volumeType: 'io1', iops: 100, size: '8 GB' }),
  ),
  targetCapacity: fc.integer({ min: 1, max: 100 }),
  cpuCredits: text('unlimited', 'standard'),
  instanceTypes: optional({
    include: fc.subarray(['m7g.*', 'c6i.large', '*']),
    exclude: fc.subarray(['u-6tb1.metal', 't?.*']),
    burstable: fc.boolean(),
    previousGeneration: fc.boolean(),
    maxTypes: fc.integer({ min: 1, max: 1000 }),
    largestSize: text('nano', 'large', 'xlarge', '4xlarge', '112xlarge'),
  }),
  registeredMemory: fc.dictionary(text('m7g.large', 'u-6tb1.metal'), fc.constantFrom(7700, '7 GB')),
  scaleInMinutes: fc.nat(60),
  warmupSeconds: fc.nat(600),
  minimumScalingStepSize: fc.integer({ min: 1, max: 3 }),
  maximumScalingStepSize: fc.integer({ min: 3, max: 10_000 }),
  instances: fc.constantFrom(
    [{ type: 'm7g.large' }],
    [
      { type: 'c6i.xlarge', min: 2, max: 2 },
      { type: 'm6i.large', max: 9 },
    ],
  ),
  managedInstances: optional({
    availabilityZones: fc.integer({ min: 1, max: 6 }),
    scaleInAfter: fc.constantFrom('300s', 0, '1h', -1),
    storage,
  }),
});
const figure = fc.oneof(metricAmount, formOf(metricAmount));
const traffic = optional({ newConnectionsPerSecond: figure, activeConnections: figure, processed: fc.oneof(data, formOf(metricAmount)) });
const loadBalancer = merged(
  fc.oneof(
    merged(fc.record({ type: fc.constant('application') }), optional({ ruleEvaluationsPerSecond: figure })),
    merged(fc.record({ type: fc.constant('network') }), optional({ protocol: text('tcp', 'udp', 'tls') })),
  ),
  traffic,
  optional({ name: text('public'), scheme: text('internet-facing', 'internal'), availabilityZones: fc.integer({ min: 1, max: 6 }) }),
);
const environment = optional({
  loadBalancers: fc.array(loadBalancer, { maxLength: 2 }),
  natGateways: fc.oneof(fc.constantFrom(0, 2), merged(fc.record({ count: fc.nat(3) }), optional({ processed: data }))),
  vpcEndpoints: fc.array(
    fc.oneof(
      text('s3', 'ecr.dkr', 'com.amazonaws.us-east-1.logs'),
      fc.constantFrom({ service: 's3', type: 'gateway' }),
      merged(
        fc.record({ service: text('ecr.api', 's3') }),
        optional({ type: fc.constant('interface'), availabilityZones: fc.integer({ min: 1, max: 6 }), processed: data }),
      ),
    ),
    { maxLength: 2 },
  ),
  internetEgress: fc.oneof(data, merged(fc.record({ amount: data }), optional({ freeTier: fc.boolean() }))),
  crossZone: data,
  containerInsights: fc.oneof(
    fc.boolean(),
    text('standard', 'enhanced', 'off', 'enabled', 'disabled'),
    merged(fc.record({ level: text('standard', 'enhanced') }), optional({ metrics: fc.nat(1000), logs: data })),
  ),
});
const rate = fc.oneof(text('0.04048', '0', '12'), fc.constantFrom(0.004445, 3));
const percent = text('12%', '0%', '7.5 %', '100%');
const rates = fc.dictionary(
  text('Fargate-vCPU-Hours:perCPU', 'EBS:VolumeUsage.gp3', 'BoxUsage:m7g.large', 'ECS-Managed-Instances:m7g.large-management-hours'),
  rate,
);

const usdPerHour = fc.oneof(text('1.25', '0'), fc.constantFrom(0.5, 3));
const term = optional({
  term: text('1y', '3y'),
  payment: text('no-upfront', 'partial-upfront', 'all-upfront'),
  start: text('2024-01-31', '2025-11-10T08:00Z'),
  end: text('2026-12-31', '2026-11-10T08:00:30Z'),
});
const savingsPlan = fc.oneof(
  merged(
    fc.record({ kind: fc.constant('compute-savings-plan'), usdPerHour }),
    term,
    optional({ rates: fc.constant({ 'BoxUsage:m5.large': '0.07' }) }),
  ),
  merged(
    fc.record({ kind: fc.constant('ec2-instance-savings-plan'), usdPerHour, family: text('m7g', 'u-6tb1'), region: text('eu-west-1') }),
    term,
  ),
);
const reservedInstance = merged(
  fc.record({ instanceType: text('m5.large', 'u-6tb1.metal'), usdPerHour }),
  fc.constantFrom({}, {}, { usdPerHour: '0.3', upfrontUsd: '1368' }, { usdPerHour: 0.5, upfrontUsd: 1368.5 }),
  optional({
    count: fc.integer({ min: 1, max: 9 }),
    scope: text('zonal', 'regional'),
    region: text('eu-west-1', 'us-gov-west-1'),
    availabilityZone: text('eu-west-1a'),
    operatingSystem: text('LINUX', 'WINDOWS'),
    kind: fc.constant('reserved-instance'),
  }),
  term,
);
const assumedDiscount = fc.oneof(text('27%', '7.5 %'), optional({ fargate: text('20%'), ec2: text('99.9%') }));
const assumedDiscounts = optional({
  spot: assumedDiscount,
  'compute-savings-plan-1y-no-upfront': assumedDiscount,
  'reserved-3y-all-upfront': assumedDiscount,
});
const times = fc.oneof(fc.constantFrom(0, 0.1), text('0.05'));
const purchasing = optional({
  discount: fc.oneof(percent, optional({ all: percent, AmazonECS: percent, AmazonEC2: percent })),
  savingsPlans: fc.array(savingsPlan, { maxLength: 2 }),
  reservedInstances: fc.array(reservedInstance, { maxLength: 2 }),
  assumedDiscounts,
  spot: optional({
    interruptions: fc.oneof(
      text('<5%', '>20%'),
      times,
      merged(fc.record({ expected: fc.constantFrom(0.1, 0.2) }), optional({ low: times, high: fc.constantFrom(0.2, 3) })),
    ),
    restart: duration,
    workLost: duration,
  }),
});
const named = (items: PlainDocument[], prefix: string): PlainDocument[] =>
  items.map((item, index) => ({ name: `${prefix}${index}`, ...item }));

/** Workload documents that are right, using every key of the format. */
export const rightDocument: fc.Arbitrary<PlainDocument> = fc
  .tuple(
    fc.array(service, { maxLength: 3 }),
    fc.array(job, { maxLength: 2 }),
    optional({
      cluster,
      environment,
      rates,
      budget: optional({ monthly: rate, increase: rate }),
      operations: fc.record({ hoursPerInstanceMonth: fc.constantFrom(0.5, '1.25', 2), usdPerHour: fc.constantFrom(80, '95.5') }),
      purchasing,
      assumedDiscounts,
      'x-shared': fc.constant([1]),
      $schema: text('workload.schema.json'),
    }),
    service,
  )
  .map(([services, jobs, rest, stand]) => ({
    version: 1,
    name: 'shop',
    region: 'eu-west-1',
    ...(services.length + jobs.length === 0
      ? { services: named([stand], 's') }
      : { services: named(services, 's'), jobs: named(jobs, 'j') }),
    ...rest,
  }));

/** Values that are nearly right somewhere, and those that are right nowhere. */
const strangeValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    -1,
    3,
    0.5,
    1.5,
    1e3,
    1e21,
    1e-7,
    70_000,
    2_000_000,
    '',
    ' ',
    'x',
    '6',
    '0',
    '0.5',
    '-1',
    '1e3',
    '.5',
    '5.',
    '1,024',
    '2 GB',
    '2 GBB',
    '2GB ',
    '1 TB',
    '0.5 vCPU',
    '1 vCPUs',
    '35%',
    '35 %',
    '%',
    '12m 30s',
    '30s 12m',
    '1h 1h',
    '5',
    '5 ms',
    'cron(0 1 * * ? *)',
    'cron(0 1 * * *)',
    'cron()',
    'rate(1 days)',
    'rate(0 minutes)',
    'rate(5 minute)',
    'at(2026-01-01T00:00:00)',
    'X86_64',
    'x86_64',
    'LINUX',
    'FARGATE',
    'EXTERNAL',
    'DAEMON',
    'gp2',
    'io2',
    'memberOf',
    'us-east-1',
    'Seoul',
    'a\tb',
    ' a',
    's0',
    [],
    {},
    [null],
    ['X86_64'],
    [1],
    [{}],
    { tasks: 1 },
    { low: 1 },
    { tasks: 1, low: 0.5 },
    { hourly: [1, 2] },
    { base: 1, peak: 3 },
    'Mon-Fri',
    'monday',
    '09:00',
    '9',
    '24:00',
    '25:00',
    'Asia/Soul',
    'trace.csv',
    { type: 'efs' },
    { size: '30 GB' },
    { cpu: '5%' },
    { containerDefinitions: [] },
    { memory: 512 },
  ),
  fc.jsonValue({ maxDepth: 1 }),
);
const strangeKey = fc.oneof(
  text(
    'cpus',
    'architecure',
    'autoscaling',
    'purchasing',
    'demand',
    'desiredCount',
    'taskDefinition',
    'x-y',
    'a b',
    '',
    'schedule',
    'low',
    'timezone',
    'otherwise',
    'peak',
    'hourly',
    'trace',
    'column',
    'constructor',
    '1',
  ),
  fc.string({ maxLength: 6 }),
);

interface Change {
  readonly pick: number;
  readonly kind: 'remove' | 'replace' | 'rename' | 'add' | 'wrap';
  readonly value: unknown;
  readonly key: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  pick: fc.nat(10_000),
  kind: fc.constantFrom('remove', 'replace', 'rename', 'add', 'wrap'),
  value: strangeValue,
  key: strangeKey,
});

/** Right documents with up to three changes anywhere, most of which make them wrong. */
export const changedDocument: fc.Arbitrary<PlainDocument> = fc
  .tuple(rightDocument, fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([document, changes]) => changes.reduce(changed, structuredClone(document)));

/** Every key of every mapping in the document, with its mapping, in the order of the document. */
function places(node: unknown): { readonly holder: PlainDocument; readonly key: string }[] {
  if (Array.isArray(node)) return node.flatMap(places);
  if (typeof node !== 'object' || node === null) return [];
  const holder = node as PlainDocument;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

function changed(document: PlainDocument, { pick, kind, value, key }: Change): PlainDocument {
  const all = places(document);
  const place = all[pick % Math.max(1, all.length)];
  if (!place || key === '__proto__') return document;
  const { holder } = place;
  if (kind === 'remove') delete holder[place.key];
  else if (kind === 'replace') holder[place.key] = value;
  else if (kind === 'wrap') holder[place.key] = [holder[place.key]];
  else {
    if (kind === 'rename') delete holder[place.key];
    holder[key] = value;
  }
  return document;
}
