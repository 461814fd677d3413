import { expect, test } from 'vitest';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import type { Job, Service } from '../../src/workload/workload.ts';

const HEAD = 'version: 1\nname: shop\nregion: us-east-1\n';

function read(keys: string, readTrace?: (path: string) => string): { service: Service; assumed: string[] } {
  const text = `${HEAD}services:\n  - name: api\n    cpu: 512\n    memory: 1 GB\n    architecture: ARM64\n    ${keys}\n`;
  const { services, assumptions } = parseWorkload(text, { file: 'shops/shop.yaml', ...(readTrace && { readTrace }) });
  const assumed = assumptions
    .filter(({ path }) => path.startsWith('services[0].demand') || path.startsWith('services[0].autoscaling'))
    .map(({ path, value }) => `${path.slice('services[0].'.length)} ${value}`);
  return { service: services[0] as Service, assumed };
}

test('a schedule has windows by weekday, time and time zone', () => {
  const { service, assumed } = read(`demand:
      schedule:
        - { days: Mon-Fri, from: "09:00", to: "19:00", timezone: Asia/Seoul, tasks: 80 }
        - { days: [Sat, Sun], from: 22:30, to: 6:00, tasks: 4 }
        - { days: Fri-Mon, tasks: 5 }
      otherwise: 2`);
  expect(service.demand?.course).toEqual({
    kind: 'schedule',
    windows: [
      { days: [0, 1, 2, 3, 4], fromMinute: 540, toMinute: 1140, timeZone: 'Asia/Seoul', amount: '80' },
      { days: [5, 6], fromMinute: 1350, toMinute: 360, timeZone: 'UTC', amount: '4' },
      { days: [0, 4, 5, 6], fromMinute: 0, toMinute: 1440, timeZone: 'UTC', amount: '5' },
    ],
    otherwise: '2',
  });
  expect(service.desiredCount).toBe(80);
  expect(assumed).toEqual(['demand.timezone UTC']);
});

test('the time zone of a demand is that of every window that has none', () => {
  const { service, assumed } = read('demand: { timezone: Europe/Rome, schedule: [{ days: Mon, tasks: 3 }], otherwise: 0 }');
  expect(service.demand?.course).toMatchObject({ windows: [{ timeZone: 'Europe/Rome' }] });
  expect(assumed).toEqual([]);
});

test('midnight ends a day, as 24:00 does', () => {
  const ends = ['"24:00"', '"00:00"'].map((to) => {
    const { course } = read(`demand: { schedule: [{ days: Mon, from: "18:00", to: ${to}, tasks: 3 }], otherwise: 0 }`).service.demand ?? {};
    return course?.kind === 'schedule' && course.windows[0]?.toMinute;
  });
  expect(ends).toEqual([1440, 1440]);
});

test('bursts, hours and factors are read as written', () => {
  expect(read('demand: { base: 1, peak: 12, burstMinutes: 7, burstsPerDay: 6, low: 0.50, high: 1.5e0 }').service.demand).toEqual({
    course: { kind: 'bursts', base: '1', peak: '12', burstMinutes: 7, burstsPerDay: 6 },
    lowFactor: '0.5',
    highFactor: '1.5',
  });
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const { service } = read(`demand: { hourly: [${hours.join(', ')}], timezone: Asia/Seoul }`);
  expect(service.demand?.course).toEqual({ kind: 'hourly', amounts: hours.map(String), timeZone: 'Asia/Seoul' });
  expect(service.desiredCount).toBe(23);
});

test('a constant demand with a factor stays a demand, without one it is a desired count', () => {
  expect(read('demand: { tasks: 7, high: 2 }').service.demand).toEqual({ course: { kind: 'constant', amount: '7' }, highFactor: '2' });
  expect(read('demand: { tasks: 7 }').service).toMatchObject({ desiredCount: 7 });
  expect(read('demand: { tasks: 7 }').service).not.toHaveProperty('demand');
});

test('autoscaling has a load in the unit of its metric, to the digit', () => {
  const { service, assumed } = read(
    'autoscaling: { min: 2, max: 20, metric: ALBRequestCountPerTarget, target: 1000, load: { tasks: 12500.75, low: 0.5 } }',
  );
  expect(service.autoscaling).toEqual({
    min: 2,
    max: 20,
    metric: 'ALBRequestCountPerTarget',
    target: '1000',
    load: { course: { kind: 'constant', amount: '12500.75' }, lowFactor: '0.5' },
    scaleInCooldownSeconds: 300,
  });
  expect(assumed).toEqual([
    'autoscaling out after 3 minutes above the target, in after 15 minutes below 90 % of it',
    'autoscaling.scaleInCooldown 300s',
  ]);
});

test('a deployment is read with ECS’s defaults; without number or length its cost is not known', () => {
  expect(read('desiredCount: 2\n    deployment: { perMonth: 20, minutes: 10 }').service.deployment).toEqual({
    perMonth: 20,
    minutes: 10,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
  });
  const text = `${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2, deployment: { perMonth: 20 } }]\n`;
  expect(parseWorkload(text).notPriced).toEqual([{ what: 'deployment of api', why: 'minutes not stated' }]);
});

test('the duration of a job may be a list with weights; the time to stop may have decimals', () => {
  const text = `${HEAD}jobs: [{ name: a, cpu: 512, memory: 1 GB, runsPerMonth: 3, stop: 2.5s, duration: [{ seconds: 20, weight: 9 }, { duration: 5m, weight: 0.5 }] }]\n`;
  const [job] = parseWorkload(text).jobs as [Job];
  expect(job).toMatchObject({
    durationSeconds: '300',
    durations: [
      { seconds: '20', weight: '9' },
      { seconds: '300', weight: '0.5' },
    ],
    stopSeconds: '2.5',
  });
});

const minuteOf = (text: string): number => Date.parse(text) / 60_000;

test('a trace is read once, in any order of rows, with its changes only', () => {
  const asked: string[] = [];
  const csv = 'web,time,api\n1,2026-03-03,3\n1,2026-03-01,2\n4,2026-03-02T00:00:00+00:00,2\n';
  const text = `${HEAD}services:
  - { name: a, cpu: 512, memory: 1 GB, demand: { trace: load.csv, column: api } }
  - { name: b, cpu: 512, memory: 1 GB, demand: { trace: load.csv, column: web } }
`;
  const { services } = parseWorkload(text, {
    readTrace: (path) => {
      asked.push(path);
      return csv;
    },
  });
  expect(asked).toEqual(['load.csv']);
  const [start, next, last] = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => minuteOf(`${day}T00:00Z`));
  const endMinute = minuteOf('2026-03-04T00:00Z');
  expect(services.map(({ demand }) => demand?.course)).toEqual([
    { kind: 'trace', file: 'load.csv', minutes: [start, last], amounts: ['2', '3'], endMinute },
    { kind: 'trace', file: 'load.csv', minutes: [start, next, last], amounts: ['1', '4', '1'], endMinute },
  ]);
});

// One minute after midnight on 1 March 2026, UTC, in every spelling.
test.each([
  ['2026-03-01T00:01:00Z', ','],
  ['2026-03-01T00:01:59.999Z', ';'],
  ['2026-03-01 00:01', '\t'],
  ['2026/03/01 00:01:00 UTC', ','],
  ['2026-03-01T09:01+09:00', ','],
  ['2026-02-28 19:01:00 -0500', ','],
  ['1772323260', ','],
  ['1772323260000', ','],
])('%s is a time', (time, delimiter) => {
  const lines = [`Timestamp${delimiter}"Running tasks"`, `${time}${delimiter}2`, `2026-03-02T00:01:00Z${delimiter}3`, ''];
  const { service } = read('demand: { trace: load.csv }', () => `\uFEFF${lines.join('\r\n')}`);
  const { course } = service.demand ?? {};
  expect(course?.kind === 'trace' && course.minutes[0]).toBe(minuteOf('2026-03-01T00:01Z'));
});

test('what a trace leaves open is listed: its time, its gaps, its parts of tasks', () => {
  const hours = Array.from({ length: 48 }, (_, hour) => {
    const time = new Date(Date.UTC(2026, 2, 1, hour)).toISOString();
    // Nothing at 10, 11 and 30; half a task more in the last hour.
    if (hour === 10 || hour === 30) return '';
    return `${time},${hour === 11 ? 'NaN' : hour === 47 ? 1.5 : 2}`;
  });
  const { service, assumed } = read('demand: { trace: load.csv }', () => ['time,tasks', ...hours].join('\n'));
  expect(service.desiredCount).toBe(2);
  expect(assumed).toEqual([
    'demand.trace 2026-03-01 00:00 to 2026-03-03 00:00 UTC, 2 days',
    'demand.trace 2 gaps, 3 h in all',
    'demand.trace 1 of 45 rows are not whole tasks; rounded up',
  ]);
});

test('traces of different times are cut to what they have in common, and that is listed', () => {
  const csv = 'time,a,b\n2026-03-01,1,\n2026-03-02,2,5\n2026-03-03,,6\n2026-03-04,,7\n';
  const text = `${HEAD}services:
  - { name: a, cpu: 512, memory: 1 GB, demand: { trace: load.csv, column: a } }
  - { name: b, cpu: 512, memory: 1 GB, demand: { trace: load.csv, column: b } }
`;
  const { assumptions } = parseWorkload(text, { readTrace: () => csv });
  expect(assumptions.find(({ path }) => path === 'services')?.value).toBe('2026-03-02 00:00 to 2026-03-03 00:00 UTC, 1 day');
});

test('a problem of a trace stands at its line, in the file beside the workload', () => {
  expect(() => read('demand: { trace: data/load.csv }', () => 'time,tasks\n2026-03-01,1\n2026-03-02,x\n')).toThrow(
    'shops/data/load.csv:3:1  services[0].demand.trace  "x" is not a number of tasks from 0 to 1,000,000',
  );
});

test('of many wrong rows the first ten are told and the others counted', () => {
  const rows = Array.from({ length: 30 }, () => 'never,1').join('\n');
  expect(() => read('demand: { trace: load.csv }', () => `time,tasks\n${rows}`)).toThrow('has 20 more wrong rows');
});
