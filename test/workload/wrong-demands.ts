import { counted, file, job, service, type WrongFile } from './wrong-file.ts';

/** Files whose demands, scaling or durations are wrong. */
export const WRONG_DEMANDS: readonly WrongFile[] = [
  {
    name: 'a schedule without windows',
    text: counted('demand: { schedule: [], otherwise: 2 }'),
    problems: ['shop.yaml:8:25  services[0].demand.schedule  has no window; write tasks where nothing changes'],
  },
  {
    name: 'a schedule that says nothing of the rest',
    text: counted('demand: { schedule: [{ days: Mon, tasks: 3 }] }'),
    problems: ['shop.yaml:8:13  services[0].demand.otherwise  is missing; write what runs outside of the windows, as otherwise: 0'],
  },
  {
    name: 'what runs outside of no schedule',
    text: counted('demand: { otherwise: 2 }'),
    problems: ['shop.yaml:8:13  services[0].demand.schedule  is missing; write a list of windows'],
  },
  {
    name: 'a window without days and tasks',
    text: counted('demand: { schedule: [{ from: "09:00", to: "19:00" }], otherwise: 2 }'),
    problems: [
      'shop.yaml:8:26  services[0].demand.schedule[0].days  is missing; write Mon-Fri, Sat or [Mon, Wed]',
      'shop.yaml:8:26  services[0].demand.schedule[0].tasks  is missing; write what runs in the window',
    ],
  },
  {
    name: 'days in full',
    text: counted(
      'demand: { schedule: [{ days: monday-Friday, tasks: 3 }, { days: [Mon, weekend], tasks: 1 }, { days: [], tasks: 1 }], otherwise: 2 }',
    ),
    problems: [
      'shop.yaml:8:34  services[0].demand.schedule[0].days  "monday-Friday" is not a day of the week; did you mean "Mon-Fri"?',
      'shop.yaml:8:75  services[0].demand.schedule[1].days[1]  "weekend" is not a day of the week; write Mon-Fri, Sat or [Mon, Wed]',
      'shop.yaml:8:105  services[0].demand.schedule[2].days  names no day; write Mon-Fri, Sat or [Mon, Wed]',
    ],
  },
  {
    name: 'a window with a start only, and one of no time',
    text: counted(
      'demand: { schedule: [{ days: Mon, from: "09:00", tasks: 3 }, { days: Tue, from: "08:00", to: "8:00", tasks: 1 }], otherwise: 2 }',
    ),
    problems: [
      'shop.yaml:8:26  services[0].demand.schedule[0].to  is missing; write the end of the window, as "19:00"',
      'shop.yaml:8:98  services[0].demand.schedule[1].to  is where the window begins; leave from and to out for a whole day',
    ],
  },
  {
    name: 'times of day that no clock shows',
    text: counted(
      'demand: { schedule: [{ days: Mon, from: 9, to: "24:30", tasks: 3 }, { days: Tue, from: "24:00", to: 7pm, tasks: 1 }], otherwise: 2 }',
    ),
    problems: [
      'shop.yaml:8:45  services[0].demand.schedule[0].from  9 is not a time of day; write "09:00"',
      'shop.yaml:8:52  services[0].demand.schedule[0].to  "24:30" is not a time of day; write "09:00"',
      'shop.yaml:8:92  services[0].demand.schedule[1].from  "24:00" is not a time of day; write "09:00"',
      'shop.yaml:8:105  services[0].demand.schedule[1].to  "7pm" is not a time of day; write "09:00"',
    ],
  },
  {
    name: 'time zones that are none',
    text: counted(
      'demand: { schedule: [{ days: Mon, tasks: 3, timezone: Asia/Soul }, { days: Tue, tasks: 1, timezone: +09:00 }], otherwise: 2 }',
    ),
    problems: [
      'shop.yaml:8:59  services[0].demand.schedule[0].timezone  "Asia/Soul" is not a time zone; did you mean "Asia/Seoul"?',
      'shop.yaml:8:105  services[0].demand.schedule[1].timezone  "+09:00" is not a time zone; write its IANA name, as Asia/Seoul',
    ],
  },
  {
    name: 'half a task in a schedule',
    text: counted('demand: { schedule: [{ days: Mon, tasks: 0.5 }], otherwise: -1 }'),
    problems: [
      'shop.yaml:8:46  services[0].demand.schedule[0].tasks  0.5 is not a whole number; write a number of tasks',
      'shop.yaml:8:65  services[0].demand.otherwise  -1 is not from 0 to 1,000,000; write a number of tasks',
    ],
  },
  {
    name: 'words of other tools in a demand',
    text: counted('demand: { schedule: [{ day: Mon, count: 3 }], default: 2 }'),
    problems: [
      'shop.yaml:8:13  services[0].demand.otherwise  is missing; write what runs outside of the windows, as otherwise: 0',
      'shop.yaml:8:26  services[0].demand.schedule[0].days  is missing; write Mon-Fri, Sat or [Mon, Wed]',
      'shop.yaml:8:26  services[0].demand.schedule[0].tasks  is missing; write what runs in the window',
      'shop.yaml:8:28  services[0].demand.schedule[0].day  unknown key; write "days"',
      'shop.yaml:8:38  services[0].demand.schedule[0].count  unknown key; write "tasks"',
      'shop.yaml:8:51  services[0].demand.default  unknown key; write "otherwise"',
    ],
  },
  {
    name: 'a day of 23 hours',
    text: counted('demand: { hourly: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23] }'),
    problems: [
      'shop.yaml:8:23  services[0].demand.hourly  has 23 numbers, not 24 or 168; write 24 numbers, one an hour, or 168 beginning on Monday',
    ],
  },
  {
    name: 'hours that are no list',
    text: counted('demand: { hourly: 24 }'),
    problems: ['shop.yaml:8:23  services[0].demand.hourly  24 is not a list; write 24 numbers, one an hour, or 168 beginning on Monday'],
  },
  {
    name: 'two forms of demand',
    text: counted('demand: { tasks: 3, hourly: [1] }'),
    problems: ['shop.yaml:8:33  services[0].demand.hourly  stands beside tasks; keep one form of demand'],
  },
  {
    name: 'a time zone of something without a clock',
    text: counted('demand: { tasks: 3, timezone: UTC }'),
    problems: ['shop.yaml:8:35  services[0].demand.timezone  has no meaning here; only schedule and hourly go by a clock on the wall'],
  },
  {
    name: 'bursts without their times',
    text: counted('demand: { base: 1, peak: 5 }'),
    problems: [
      'shop.yaml:8:13  services[0].demand.burstMinutes  is missing; bursts are base, peak, burstMinutes and burstsPerDay',
      'shop.yaml:8:13  services[0].demand.burstsPerDay  is missing; bursts are base, peak, burstMinutes and burstsPerDay',
    ],
  },
  {
    name: 'a peak below the base',
    text: counted('demand: { base: 5, peak: 1, burstMinutes: 10, burstsPerDay: 2 }'),
    problems: ['shop.yaml:8:30  services[0].demand.peak  1 is below base (5); the peak is the larger of both'],
  },
  {
    name: 'more bursts than a day has room for',
    text: counted('demand: { base: 1, peak: 5, burstMinutes: 61, burstsPerDay: 24 }'),
    problems: ['shop.yaml:8:65  services[0].demand.burstsPerDay  24 bursts of 61 minutes are longer than a day; a day has 1,440 minutes'],
  },
  {
    name: 'a low factor above 1 and a high one below',
    text: counted('demand: { tasks: 3, low: 1.2, high: 0.8 }'),
    problems: [
      'shop.yaml:8:30  services[0].demand.low  1.2 is not from 0 to 1; write low: 0.8 for a fifth less',
      'shop.yaml:8:41  services[0].demand.high  0.8 is not from 1 to 1000; write high: 1.5 for a half more',
    ],
  },
  {
    name: 'factors as percentages',
    text: counted('demand: { tasks: 3, low: 80%, high: "1.5" }'),
    problems: [
      'shop.yaml:8:30  services[0].demand.low  "80%" is not a factor; write low: 0.8 for a fifth less',
      'shop.yaml:8:41  services[0].demand.high  "1.5" is not a factor; write high: 1.5 for a half more',
    ],
  },
  {
    name: 'autoscaling without a metric',
    text: counted('autoscaling: { min: 1, max: 4 }'),
    problems: [
      'shop.yaml:8:18  services[0].autoscaling.load  is missing; write what all tasks together carry, in the unit of the metric, as load: { hourly: [...] }',
      'shop.yaml:8:18  services[0].autoscaling.metric  is missing; write its name, as ECSServiceAverageCPUUtilization',
      'shop.yaml:8:18  services[0].autoscaling.target  is missing; write what one task should carry, as target: 60',
    ],
  },
  {
    name: 'a maximum below the minimum, and a target of nothing',
    text: counted('autoscaling: { min: 4, max: 1, metric: x, target: 0, load: { tasks: 300 } }'),
    problems: [
      'shop.yaml:8:33  services[0].autoscaling.max  1 is below min (4); the maximum is the larger of both',
      'shop.yaml:8:55  services[0].autoscaling.target  a target of 0 is never met; write what one task should carry, as target: 60',
    ],
  },
  {
    name: 'autoscaling in the words of AWS',
    text: counted('autoscaling: { minCapacity: 4, max: 8, metric: x, targetValue: 60, load: { tasks: 300 } }'),
    problems: [
      'shop.yaml:8:18  services[0].autoscaling.min  is missing; write the fewest tasks, as min: 2',
      'shop.yaml:8:18  services[0].autoscaling.target  is missing; write what one task should carry, as target: 60',
      'shop.yaml:8:20  services[0].autoscaling.minCapacity  unknown key; write "min"',
      'shop.yaml:8:55  services[0].autoscaling.targetValue  unknown key; write "target"',
    ],
  },
  {
    name: 'a load as a number',
    text: counted('autoscaling: { min: 1, max: 8, metric: x, target: 60, load: 300 }'),
    problems: [
      'shop.yaml:8:65  services[0].autoscaling.load  300 is not a mapping; write the keys of a load, as tasks, schedule, otherwise',
    ],
  },
  {
    name: 'autoscaling beside a desired count',
    text: service('autoscaling: { min: 1, max: 8, metric: x, target: 60, load: { tasks: 300 } }'),
    problems: ['shop.yaml:9:18  services[0].autoscaling  stands beside desiredCount; keep one of both'],
  },
  {
    name: 'demand of a DAEMON service',
    text: counted('schedulingStrategy: DAEMON\n    autoscaling: { min: 1, max: 8, metric: x, target: 60, load: { tasks: 300 } }'),
    problems: [
      'shop.yaml:9:18  services[0].autoscaling  a DAEMON service has no count of its own; remove it: ECS runs one task on each instance',
    ],
  },
  {
    name: 'deployments that fill more than the month',
    text: service('deployment: { perMonth: 1000, minutes: 60 }'),
    problems: [
      'shop.yaml:9:17  services[0].deployment  1000 deployments of 60 minutes are longer than a month; minutes is how long old and new tasks run side by side in one',
    ],
  },
  {
    name: 'durations that are none',
    text: job(
      'duration: [{ duration: 5m, seconds: 300, weight: 1 }, { weight: 2 }, { seconds: 0, weight: 1 }, { seconds: 5 }, { seconds: 5, weight: 0 }]\n    runsPerMonth: 1',
    ),
    problems: [
      'shop.yaml:9:41  jobs[0].duration[0].seconds  stands beside duration; keep one of both',
      'shop.yaml:9:59  jobs[0].duration[1].duration  is missing; write the useful time of one task, as "12m 30s"',
      'shop.yaml:9:85  jobs[0].duration[2].seconds  a task that runs 0 seconds does nothing; write the useful time of one task, as "12m 30s"',
      'shop.yaml:9:101  jobs[0].duration[3].weight  is missing; write how often it occurs against the others, as weight: 9',
      'shop.yaml:9:139  jobs[0].duration[4].weight  a weight of 0 never occurs; remove the duration',
    ],
  },
  {
    name: 'an empty list of durations',
    text: job('duration: []\n    runsPerMonth: 1'),
    problems: ['shop.yaml:9:15  jobs[0].duration  has no duration; write the useful time of one task, as "12m 30s"'],
  },
  {
    name: 'a trace where none can be read',
    text: counted('demand: { trace: load.csv }'),
    problems: ['shop.yaml:8:22  services[0].demand.trace  "load.csv" cannot be read here; pass readTrace'],
  },
  {
    name: 'a trace that is not there',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => {
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    },
    problems: ['shop.yaml:8:22  services[0].demand.trace  "load.csv" cannot be read: there is no such file'],
  },
  {
    name: 'a trace without a header',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => '2026-03-01T00:00Z,1\n2026-03-02T00:00Z,2\n',
    problems: ['load.csv:1:1  services[0].demand.trace  has no line with the names of the columns; begin it with a line as "time,tasks"'],
  },
  {
    name: 'a trace with times that are none, twice the same and amounts that are none',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => 'time,tasks\n2026-03-01T00:00Z,1\n2026-03-01 00:00,2\n2026-02-30,1\nyesterday,1\n2026-03-02,many\n2026-03-03,-1\n',
    problems: [
      'load.csv:3:1  services[0].demand.trace  is about the same minute as line 2; give one row a time',
      'load.csv:4:1  services[0].demand.trace  "2026-02-30" is not a time; write 2026-03-01T09:00:00Z, or seconds since 1970',
      'load.csv:5:1  services[0].demand.trace  "yesterday" is not a time; write 2026-03-01T09:00:00Z, or seconds since 1970',
      'load.csv:6:1  services[0].demand.trace  "many" is not a number of tasks from 0 to 1,000,000',
      'load.csv:7:1  services[0].demand.trace  "-1" is not a number of tasks from 0 to 1,000,000',
    ],
  },
  {
    name: 'a column that the trace does not have',
    text: counted('demand: { trace: load.csv, column: tasks }'),
    readTrace: () => 'time,api,web\n2026-03-01,1,2\n2026-03-02,1,2\n',
    problems: ['load.csv:1:1  services[0].demand.trace  has no column "tasks"; the columns are api, web'],
  },
  {
    name: 'a trace of several columns without a choice',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => 'time,api,web\n2026-03-01,1,2\n2026-03-02,1,2\n',
    problems: ['load.csv:1:1  services[0].demand.trace  has 2 columns beside the time; write column: one of api, web'],
  },
  {
    name: 'a trace of an hour',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => 'time,tasks\n2026-03-01T00:00Z,1\n2026-03-01T00:30Z,2\n',
    problems: ['load.csv:3:1  services[0].demand.trace  is shorter than a day; a month cannot be told from it'],
  },
  {
    name: 'a trace of weeks',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => 'time,tasks\n2026-03-01,1\n2026-03-08,2\n2026-03-15,2\n',
    problems: ['load.csv:4:1  services[0].demand.trace  has rows that are more than a day apart; write a row a day, or more'],
  },
  {
    name: 'a trace of two years',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => 'time,tasks\n2024-03-01,1\n2024-03-02,2\n2026-03-01,2\n2026-03-02,2\n',
    problems: ['load.csv:5:1  services[0].demand.trace  is 732 days long; give at most twelve months'],
  },
  {
    name: 'traces without a day in common',
    text: file(
      'services:\n  - { name: a, cpu: 512, memory: 1 GB, demand: { trace: load.csv, column: a } }\n  - { name: b, cpu: 512, memory: 1 GB, demand: { trace: load.csv, column: b } }\n',
    ),
    readTrace: () => 'time,a,b\n2026-03-01,1,\n2026-03-02,2,\n2026-03-03,,1\n2026-03-04,,1\n',
    problems: ['shop.yaml:6:57  services[1].demand.trace  has no day in common with the traces before; give traces of the same time'],
  },
  {
    name: 'a trace with an open quote',
    text: counted('demand: { trace: load.csv }'),
    readTrace: () => 'time,tasks\n2026-03-01,"1\n',
    problems: [
      'load.csv:2:1  services[0].demand.trace  is not CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2',
    ],
  },
];
