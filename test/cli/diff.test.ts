import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Difference } from '../../src/comparison/difference/difference.ts';
import { newRepository, type TestRepository } from '../support/git-repository.ts';
import { repository } from '../support/repository.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';
import { workloadText } from '../support/workload-text.ts';

/**
 * Hand-made rates in us-east-1: a vCPU-hour costs 0.04, a GB-hour 0.005. A task of 1 vCPU and 2 GB costs
 * 730 x (0.04 + 2 x 0.005) = 36.5 a month; of 1 vCPU and 4 GB 730 x (0.04 + 4 x 0.005) = 43.8.
 */
const PRICES = ['--prices', `${repository}test/cli/fixtures`];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecs-cost-diff-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function diffOf(args: readonly string[], options: Parameters<typeof runCli>[1] = {}): Difference {
  const { stdout, stderr } = runCli(['diff', ...PRICES, '--format', 'json', ...args], options);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Difference;
}

const run = (args: readonly string[], options: Parameters<typeof runCli>[1] = {}): CliRun => runCli(['diff', ...PRICES, ...args], options);

describe('two workload files', () => {
  const base = (): string =>
    file(
      'base.yaml',
      workloadText('shop', [
        { name: 'api', tasks: 2 },
        { name: 'web', tasks: 1 },
      ]),
    );

  test('cost before, after and the difference are exact, per service and in total', () => {
    const head = file(
      'head.yaml',
      workloadText('shop', [
        { name: 'api', tasks: 2, memory: '4 GB' },
        { name: 'web', tasks: 1 },
      ]),
    );
    const { total, workloads } = diffOf([base(), head]);
    // 3 x 36.5 = 109.5; 2 x 43.8 + 36.5 = 124.1.
    expect(total).toMatchObject({ beforeUsd: '109.5', afterUsd: '124.1', deltaUsd: '14.6' });
    expect(workloads[0]?.services.map(({ service, kind, cost }) => [service, kind, cost.beforeUsd, cost.afterUsd, cost.deltaUsd])).toEqual([
      ['api', 'changed', '73', '87.6', '14.6'],
      ['web', 'unchanged', '36.5', '36.5', '0'],
    ]);
  });

  test('the difference is attributed to task size and task count, each repriced in turn', () => {
    const head = file(
      'head.yaml',
      workloadText('shop', [
        { name: 'api', tasks: 3, memory: '4 GB' },
        { name: 'web', tasks: 1 },
      ]),
    );
    const { attribution } = diffOf([base(), head]);
    // Size first: 2 x (43.8 - 36.5) = 14.6; then the third task of the new size: 43.8.
    expect(attribution).toMatchObject({
      method: 'repriced',
      parts: [
        { causes: ['task-size'], deltaUsd: '14.6' },
        { causes: ['count'], deltaUsd: '43.8' },
      ],
    });
  });

  test('a value that base leaves open and head states is attributed to assumptions', () => {
    const open = workloadText('shop', [{ name: 'api', tasks: 2 }]).replace('architecture: X86_64, ', '');
    // The base is taken as X86_64; the head says ARM64, at 0.032 and 0.004: 730 x (0.032 + 2 x 0.004) = 29.2 a task.
    const stated = workloadText('shop', [{ name: 'api', tasks: 2 }]).replace('X86_64', 'ARM64');
    const rates = 'rates: { "Fargate-ARM-vCPU-Hours:perCPU": "0.032", "Fargate-ARM-GB-Hours": "0.004" }\n';
    const { total, attribution } = diffOf([file('open.yaml', open + rates), file('stated.yaml', stated + rates)]);
    expect(total.deltaUsd).toBe('-14.6');
    expect(attribution.parts).toEqual([{ causes: ['assumptions'], deltaUsd: '-14.6' }]);
  });

  test('a price refresh alone is attributed to prices', () => {
    const prices = ['--base-prices', `${repository}test/cli/fixtures`];
    mkdirSync(join(folder, 'newer/prices'), { recursive: true });
    const tables = readFileSync(`${repository}test/cli/fixtures/prices/us-east-1.json`, 'utf8');
    // A vCPU-hour of 0.05 in place of 0.04: 2 x 730 x 0.01 + 730 x 0.01 = 21.9 more.
    writeFileSync(join(folder, 'newer/prices/us-east-1.json'), tables.replace('"0.04"', '"0.05"').replaceAll('2026-01-31', '2026-10-01'));
    const { stdout } = runCli(['diff', base(), base(), ...prices, '--prices', join(folder, 'newer'), '--format', 'json', '--quiet']);
    const { total, attribution, workloads } = JSON.parse(stdout) as Difference;
    expect(total.deltaUsd).toBe('21.9');
    expect(attribution.parts).toEqual([{ causes: ['prices'], deltaUsd: '21.9' }]);
    expect(workloads[0]?.edits).toEqual([]);
  });

  test('services that come and go are told as such', () => {
    const head = file(
      'head.yaml',
      workloadText('shop', [
        { name: 'api', tasks: 2 },
        { name: 'queue', tasks: 1, memory: '4 GB' },
      ]),
    );
    const { workloads, total } = diffOf([base(), head]);
    expect(workloads[0]?.services.map(({ service, kind, cost }) => [service, kind, cost.beforeUsd, cost.afterUsd, cost.deltaUsd])).toEqual([
      ['api', 'unchanged', '73', '73', '0'],
      ['queue', 'added', null, '43.8', '43.8'],
      ['web', 'removed', '36.5', null, '-36.5'],
    ]);
    expect(total.deltaUsd).toBe('7.3');
  });

  test('demand with low and high factors shows low, expected and high on both sides', () => {
    const ranged = (low: string): string =>
      `version: 1\nname: shop\nregion: us-east-1\nservices:\n  - { name: api, cpu: 1 vCPU, memory: 2 GB, architecture: X86_64, operatingSystem: LINUX, startup: 0s, launchType: FARGATE, demand: { tasks: 10, low: ${low}, high: 2 } }\n`;
    const { total, workloads } = diffOf([file('low.yaml', ranged('0.5')), file('lower.yaml', ranged('0.2'))]);
    // 10, 5, 2 and 20 tasks at 36.5.
    expect(total).toMatchObject({
      deltaUsd: '0',
      range: { low: { beforeUsd: '182.5', afterUsd: '73', deltaUsd: '-109.5' }, high: { deltaUsd: '0' } },
    });
    expect(workloads[0]?.services[0]?.cost.range?.low).toMatchObject({ beforeUsd: '182.5', afterUsd: '73' });
    expect(workloads[0]?.kind).toBe('changed');
  });

  test('a switch of the launch type that runs today is a change of cost', () => {
    const onEc2 = workloadText('shop', [{ name: 'api', tasks: 2 }]).replace('launchType: FARGATE', 'launchType: EC2');
    const fixtures = ['--prices', `${repository}test/cli/fixtures/ec2`, '--format', 'json', '--quiet'];
    const rates =
      'rates: { "Fargate-vCPU-Hours:perCPU": "0.04", "Fargate-GB-Hours": "0.005" }\ncluster: { instanceTypes: { include: [m5.large] } }\n';
    const [from, to] = [file('fargate.yaml', workloadText('shop', [{ name: 'api', tasks: 2 }], rates)), file('ec2.yaml', onEc2 + rates)];
    const { basis, total } = (JSON.parse(runCli(['diff', from, to, ...fixtures]).stdout) as Difference).workloads[0] ?? {};
    expect(basis).toEqual({ kind: 'today', before: 'fargate:on-demand:X86_64', after: 'ec2:on-demand:X86_64' });
    // Two m5.large, one in each zone, at 0.1 an hour and a volume of 30 GB at 0.073: 2 x (73 + 2.19) = 150.38.
    expect(total).toMatchObject({ beforeUsd: '73', afterUsd: '150.38' });
  });

  test('every problem of both files is told at once, and nothing is compared', () => {
    const [a, b] = [file('a.yaml', 'version: 1\nname: a\nregion: nowhere\n'), file('b.yaml', 'version: 2\nname: b\n')];
    const { exitCode, stdout, stderr } = run([a, b]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`${a}:3:9  region`);
    expect(stderr).toContain(`${b}:1:10  version`);
  });
});

describe('directories', () => {
  test('files are matched by name, whatever their ending; others are left alone; what is on one side only is new or gone', () => {
    for (const side of ['base', 'head']) rmSync(join(folder, side), { recursive: true, force: true });
    file('base/shop.yaml', workloadText('shop', [{ name: 'api', tasks: 1 }]));
    file('base/old.yml', workloadText('old', [{ name: 'api', tasks: 1 }]));
    file('head/shop.yml', workloadText('shop', [{ name: 'api', tasks: 2 }]));
    file('head/team/new.yaml', workloadText('new', [{ name: 'api', tasks: 1 }]));
    file('head/compose.yaml', 'version: 1\nservices:\n  api:\n    image: nginx\n');
    file('head/worker.json', '{"family": "worker", "cpu": "256"}');
    const { workloads, total } = diffOf([join(folder, 'base'), join(folder, 'head')]);
    expect(workloads.map(({ name, kind, total: own }) => [name, kind, own.deltaUsd])).toEqual([
      ['new', 'added', '36.5'],
      ['old', 'removed', '-36.5'],
      ['shop', 'changed', '36.5'],
    ]);
    expect(total).toMatchObject({ beforeUsd: '73', afterUsd: '109.5', deltaUsd: '36.5' });
  });

  test('a mistake in a file that looks like a workload file is told, not passed over', () => {
    file('broken/shop.yaml', workloadText('shop', [{ name: 'api', tasks: 1 }]).replace('cpu: 1 vCPU', 'cpu: one'));
    const { exitCode, stderr } = run([join(folder, 'broken'), join(folder, 'broken')]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('services[0].cpu');
  });
});

describe('many files', () => {
  const MANY = 50;
  const write = (side: string, index: number, text: string): string => file(`${side}/${String(index).padStart(2, '0')}.yaml`, text);

  test('are compared on all cores, and give what they give one by one', () => {
    for (let index = 0; index < MANY; index += 1) {
      write('many-base', index, workloadText(`w${index}`, [{ name: 'api', tasks: 1 }]));
      write('many-head', index, workloadText(`w${index}`, [{ name: 'api', tasks: index % 2 === 0 ? 2 : 1 }]));
    }
    const { workloads, total, month } = diffOf([join(folder, 'many-base'), join(folder, 'many-head')]);
    // 50 tasks at 36.5 before, 25 more after.
    expect(total).toMatchObject({ beforeUsd: '1825', afterUsd: '2737.5', deltaUsd: '912.5' });
    expect(workloads.map(({ kind }) => kind === 'changed')).toEqual(workloads.map(({ name }) => Number(name.slice(1)) % 2 === 0));
    expect(month).toEqual({ hours: '730', label: '730 h' });
    const [only] = diffOf([join(folder, 'many-base/04.yaml'), join(folder, 'many-head/04.yaml')]).workloads;
    expect({ ...workloads.find(({ name }) => name === 'w4'), file: '' }).toEqual({ ...only, file: '' });
  });

  test('every mistake in any of them is told', () => {
    for (let index = 0; index < MANY; index += 1) write('many-wrong', index, workloadText(`w${index}`, [{ name: 'api', tasks: 1 }]));
    const wrong = [3, 24].map((index) => write('many-wrong', index, workloadText('w', [{ name: 'api', tasks: 1, cpu: 'one' }])));
    const { exitCode, stderr } = run([join(folder, 'many-wrong'), join(folder, 'many-wrong')]);
    expect(exitCode).toBe(2);
    for (const path of wrong) expect(stderr).toContain(path.split('/').at(-1));
  });
});

describe('saved reports', () => {
  const saved = (name: string, text: string, prices = PRICES): string => {
    const path = join(folder, name);
    const { exitCode } = runCli(['compare', file(`${name}.yaml`, text), ...prices, '--format', 'json', '--output', path, '--quiet']);
    expect(exitCode).toBe(0);
    return path;
  };

  test('a report against a workload file gives the same amounts as two workload files', () => {
    const base = saved('base.json', workloadText('shop', [{ name: 'api', tasks: 2 }]));
    const head = file('head.yaml', workloadText('shop', [{ name: 'api', tasks: 3 }]));
    const { total, attribution } = diffOf([base, head]);
    expect(total).toMatchObject({ beforeUsd: '73', afterUsd: '109.5', deltaUsd: '36.5' });
    // Of a report only the lines are known: prices did not move, all else is one part.
    expect(attribution).toMatchObject({
      method: 'usage-at-new-rates',
      parts: [
        { causes: ['prices'], deltaUsd: '0' },
        { causes: ['assumptions', 'code'], deltaUsd: '36.5' },
      ],
    });
    expect(attribution.why).toContain('saved report');
  });

  test('prices that moved since the report was saved are told apart from the change', () => {
    mkdirSync(join(folder, 'newer/prices'), { recursive: true });
    const tables = readFileSync(`${repository}test/cli/fixtures/prices/us-east-1.json`, 'utf8');
    writeFileSync(join(folder, 'newer/prices/us-east-1.json'), tables.replace('"0.04"', '"0.05"').replaceAll('2026-01-31', '2026-10-01'));
    const base = saved('base.json', workloadText('shop', [{ name: 'api', tasks: 2 }]));
    const head = saved('head.json', workloadText('shop', [{ name: 'api', tasks: 3 }]), ['--prices', join(folder, 'newer')]);
    const { total, attribution } = diffOf([base, head]);
    // 2 tasks: 2 x 730 x 0.01 = 14.6 by prices; the third task at the new rates: 730 x (0.05 + 0.01) = 43.8.
    expect(total.deltaUsd).toBe('58.4');
    expect(attribution.parts).toEqual([
      { causes: ['prices'], deltaUsd: '14.6' },
      { causes: ['assumptions', 'code'], deltaUsd: '43.8' },
    ]);
  });

  test('the budget of a saved report is judged as that of its workload file', () => {
    const base = saved('base.json', workloadText('shop', [{ name: 'api', tasks: 1 }]));
    const head = saved(
      'head.json',
      workloadText('shop', [{ name: 'api', tasks: 2 }], 'budget: { increase: 30, services: { api: { increase: 40 } } }\n'),
    );
    const { exitCode, stdout } = run([base, head, '--format', 'json']);
    expect(exitCode).toBe(1);
    expect((JSON.parse(stdout) as Difference).budgets.map(({ service, status }) => [service, status])).toEqual([
      [null, 'broken'],
      ['api', 'kept'],
    ]);
  });

  test('reports of different months are refused', () => {
    const base = saved('base.json', workloadText('shop', [{ name: 'api', tasks: 2 }]));
    const head = file('head.yaml', workloadText('shop', [{ name: 'api', tasks: 2 }]));
    const { exitCode, stderr } = run([base, head, '--month', '2026-11']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/is for a month of 720 h, and another side for one of 730 h/);
  });

  test('a damaged report is refused with its place', () => {
    const head = file('head.yaml', workloadText('shop', [{ name: 'api', tasks: 2 }]));
    const { exitCode, stderr } = run([file('bad.json', '{"schemaVersion": 7, "options": []}'), head]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/bad\.json {2}schemaVersion {2}is not the version of a report that this program reads/),
    });
  });
});

describe('revisions', () => {
  let repo: TestRepository;
  beforeAll(() => {
    repo = newRepository();
    const definition = (memory: number): string =>
      JSON.stringify({
        family: 'worker',
        cpu: '1024',
        memory: String(memory),
        networkMode: 'awsvpc',
        runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      });
    const worker =
      'version: 1\nname: worker\nregion: us-east-1\nservices:\n  - { name: worker, taskDefinition: worker.json, desiredCount: 1, launchType: FARGATE }\n';
    repo.commit({
      'services/shop.yaml': workloadText('shop', [{ name: 'api', tasks: 1 }]),
      'services/worker.yaml': worker,
      'services/worker.json': definition(2048),
      'notes.yaml': 'a: 1\n',
    });
    repo.git('switch', '--quiet', '--create', 'change');
    repo.commit({
      'services/shop.yaml': workloadText('shop', [{ name: 'api', tasks: 2 }]),
      'services/worker.json': definition(4096),
      'services/new.yaml': workloadText('new', [{ name: 'api', tasks: 1 }]),
    });
    repo.git('switch', '--quiet', 'main');
    repo.commit({ 'services/shop.yaml': workloadText('shop', [{ name: 'api', tasks: 5 }]) });
  });
  afterAll(() => repo.remove());

  test('both sides are read from git, task definitions beside a workload from the same revision', () => {
    const { workloads } = diffOf(['main~1', 'change', '--', 'services/*.yaml'], { cwd: repo.folder });
    expect(workloads.map(({ name, kind, total }) => [name, kind, total.deltaUsd])).toEqual([
      ['new', 'added', '36.5'],
      ['shop', 'changed', '36.5'],
      ['worker', 'changed', '7.3'],
    ]);
  });

  test('three dots compare with the commit at which the branches parted', () => {
    const { workloads, base } = diffOf(['main...change', '--', 'services/shop.yaml'], { cwd: repo.folder });
    expect(base).toBe('main');
    expect(workloads.map(({ total }) => [total.beforeUsd, total.afterUsd])).toEqual([['36.5', '73']]);
  });

  test('without paths everything that looks like a workload file is compared', () => {
    expect(diffOf(['main~1', 'change'], { cwd: repo.folder }).workloads).toHaveLength(3);
  });

  test('paths are relative to the working directory', () => {
    expect(diffOf(['main', 'change', '--', 'shop.yaml'], { cwd: join(repo.folder, 'services') }).total.deltaUsd).toBe('-109.5');
  });

  test('a revision can be compared with the working tree, and a single file of a revision with a file', () => {
    expect(diffOf(['change', '.', '--', 'services/shop.yaml'], { cwd: repo.folder }).total.deltaUsd).toBe('109.5');
    expect(diffOf(['change:services/shop.yaml', 'services/shop.yaml'], { cwd: repo.folder }).total.deltaUsd).toBe('109.5');
  });

  test.each([
    ['a revision that is not there', ['nowhere', 'change', '--', 'services/shop.yaml'], /nowhere {2}is no file, directory or revision/],
    [
      'a path that is in neither',
      ['main', 'change', '--', 'services/shopp.yaml'],
      /services\/shopp\.yaml {2}is neither in main nor in change/,
    ],
    [
      'a revision that would be an option of git',
      ['--', '--upload-pack=touch pwned', 'change'],
      /is no file, directory or revision|no such file/,
    ],
  ])('%s is a problem with a remedy', (_what, args, message) => {
    const { exitCode, stderr } = run(args, { cwd: repo.folder });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('a base that may be missing counts as empty', () => {
    const { workloads } = diffOf(['no-such-branch', 'change', '--base-optional'], { cwd: repo.folder });
    expect(workloads.every(({ kind }) => kind === 'added')).toBe(true);
    expect(workloads).toHaveLength(3);
  });
});

describe('budgets', () => {
  const of = (tasks: number, budget: string): string =>
    workloadText(
      'shop',
      [
        { name: 'api', tasks },
        { name: 'web', tasks: 1 },
      ],
      budget,
    );
  const judged = (base: string, head: string, ...flags: string[]): { exitCode: number | null; statuses: unknown[] } => {
    const { exitCode, stdout } = run([file('base.yaml', base), file('head.yaml', head), ...flags, '--format', 'json']);
    return {
      exitCode,
      statuses: (JSON.parse(stdout) as Difference).budgets.map(({ service, rule, status, excessUsd }) => [
        service,
        rule,
        status,
        excessUsd,
      ]),
    };
  };

  // api with 1 task and web: 73; with 2 tasks: 109.5, which is 36.5 or 50 % more.
  test.each([
    ['a month within its limit', 'budget: { monthly: 109.50 }\n', 0, [[null, 'monthly', 'kept', undefined]]],
    ['a month above its limit', 'budget: { monthly: 109.49 }\n', 1, [[null, 'monthly', 'broken', '0.01']]],
    ['an increase within its limit', 'budget: { increase: 36.5 }\n', 0, [[null, 'increase', 'kept', undefined]]],
    ['an increase above its limit', 'budget: { increase: 36 }\n', 1, [[null, 'increase', 'broken', '0.5']]],
    ['a share exactly at its limit', 'budget: { increase: 50 % }\n', 0, [[null, 'increase-share', 'kept', undefined]]],
    ['a share above its limit', 'budget: { increase: 49 % }\n', 1, [[null, 'increase-share', 'broken', '0.73']]],
    ['a warning', 'budget: { increase: 36, action: warn }\n', 0, [[null, 'increase', 'broken', '0.5']]],
    [
      'a service above its limit',
      'budget: { services: { api: { monthly: 70 }, web: { monthly: 40 } } }\n',
      1,
      [
        ['api', 'monthly', 'broken', '3'],
        ['web', 'monthly', 'kept', undefined],
      ],
    ],
  ])('%s', (_what, budget, exitCode, statuses) => {
    expect(judged(of(1, budget), of(2, budget), '--quiet')).toEqual({ exitCode, statuses });
  });

  test('a limit that was broken on base already is told and not charged to the change', () => {
    const budget = 'budget: { monthly: 50 }\n';
    const { exitCode, stdout } = run([file('base.yaml', of(1, budget)), file('head.yaml', of(2, budget))]);
    expect(exitCode).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Budget broken on base already, not charged to this change: shop: $109.50 a month is $59.50 above $50.00',
    );
  });

  test('a limit that the change lowers below what runs already is charged to it', () => {
    expect(judged(of(1, 'budget: { monthly: 80 }\n'), of(1, 'budget: { monthly: 70 }\n'))).toEqual({
      exitCode: 1,
      statuses: [[null, 'monthly', 'broken', '3']],
    });
  });

  test('limits of the call are for all workloads together, or for those that they name', () => {
    expect(
      judged(
        of(1, ''),
        of(2, ''),
        '--fail-above',
        '100',
        '--fail-increase',
        '40%',
        '--fail-increase',
        'web=1',
        '--warn-increase',
        'shop/api=10',
      ),
    ).toEqual({
      exitCode: 1,
      statuses: [
        [null, 'monthly', 'broken', '9.5'],
        [null, 'increase-share', 'broken', '7.3'],
        ['web', 'increase', 'kept', undefined],
        ['api', 'increase', 'broken', '26.5'],
      ],
    });
  });

  test('the message says which rule, by how much, and what would satisfy it', () => {
    const { stderr } = run([file('base.yaml', of(1, '')), file('head.yaml', of(2, '')), '--fail-increase', '20', '--format', 'csv']);
    expect(stderr).toBe(
      'Budget broken: all workloads: +$36.50 a month is $16.50 above +$20.00 (increase, call); a change that costs $16.50 a month less, or a higher limit, would keep it\n',
    );
  });
});

describe('formats', () => {
  const sides = (): string[] => [
    file('base.yaml', workloadText('shop', [{ name: 'api', tasks: 1 }])),
    file('head.yaml', workloadText('shop', [{ name: 'api', tasks: 2 }])),
  ];

  test('JSON follows the schema of reports', () => {
    const schema = JSON.parse(readFileSync(`${repository}schema/report.schema.json`, 'utf8')) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    const report: unknown = JSON.parse(run([...sides(), '--format', 'json', '--fail-increase', '10']).stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  });

  test('JUnit has a case for each budget and workload, and a failure for what is broken', () => {
    const { stdout } = run([...sides(), '--format', 'junit', '--fail-increase', '10', '--quiet']);
    expect(stdout).toContain('<testsuites name="ecs-cost" tests="2" failures="1" skipped="0">');
    expect(stdout).toContain('<failure type="budget" message="Budget broken: all workloads: +$36.50');
  });

  test('SARIF has a result for what is broken, at the workload file', () => {
    const { stdout } = run([...sides(), '--format', 'sarif', '--fail-increase', '10', '--quiet']);
    const { runs } = JSON.parse(stdout) as { runs: { results: { ruleId: string; level: string }[] }[] };
    expect(runs[0]?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['budget-increase', 'error']]);
  });

  test('the table begins with the amount, its cause and the verdict', () => {
    const { stdout } = run(sides());
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Change +$36.50 a month (+100 %) in shop: api goes from 1 to 2 tasks. Verdict stays: Fargate · X86_64 · On-Demand is cheapest.',
    );
  });
});

describe('a wrong call', () => {
  afterEach(() => undefined);
  test.each([
    [[], /two sides are needed/],
    [['a.yaml'], /two sides are needed/],
    [['-', '-'], /standard input is named twice/],
    [['a.yaml', 'b.yaml', '--fail-increase', '10 EUR'], /"10 EUR" is not an amount of USD or a percentage/],
    [['a.yaml', 'b.yaml', '--formt', 'json'], /did you mean "--format"/],
  ])('%j is refused', (args, message) => {
    const { exitCode, stderr } = runCli(['diff', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});
