import type { SpotPoolOutlook } from '../billing/spot/spot-outlook.ts';
import { compareText } from '../units/order.ts';
import type { Assumption, Workload } from '../workload/workload.ts';
import type { Option } from './comparison.ts';

/** What moves the expected cost of Spot and is not stated: how often it is interrupted, and what each interruption costs. */
export function spotAssumptions({ purchasing }: Workload, options: readonly Option[]): Assumption[] {
  const pools = options.flatMap(({ spot }) => spot?.pools ?? []);
  if (pools.length === 0) return [];
  const { restartSeconds, workLostSeconds } = purchasing?.spot ?? {};
  return [
    ...unknownInterruptions(pools.filter(({ from }) => from === 'assumed')),
    ...advisedInterruptions(pools.filter(({ from }) => from === 'spot-advisor')),
    ...(restartSeconds === undefined ? [secondsAssumption('restart', pools, (pool) => pool.restartSeconds)] : []),
    ...(workLostSeconds === undefined ? [secondsAssumption('workLost', pools, (pool) => pool.workLostSeconds)] : []),
  ];
}

function unknownInterruptions(pools: readonly SpotPoolOutlook[]): Assumption[] {
  const names = distinct(pools.map(({ pool }) => pool.replace(/ (ARM64|X86_64)$/, '')));
  return names.length === 0
    ? []
    : [
        {
          path: 'purchasing.spot.interruptions',
          value: `0 to 20 % a month, 10 % expected, of ${names.join(', ')}`,
          why: 'not stated; AWS publishes none for Fargate Spot, nor for types that its advisor does not list',
        },
      ];
}

function advisedInterruptions(pools: readonly SpotPoolOutlook[]): Assumption[] {
  const bands = distinct(pools.map(({ pool, interruptions }) => `${pool} ${interruptions as string}`));
  const dates = distinct(pools.flatMap(({ asOf }) => asOf ?? []));
  return bands.length === 0
    ? []
    : [
        {
          path: 'purchasing.spot.interruptions',
          value: `${bands.join(', ')} a month`,
          why: `not stated; AWS's Spot advisor of ${dates.join(', ')}: the middle of the band is expected, above 20 % is read as up to 100 %`,
        },
      ];
}

const SECONDS_WHY = {
  restart: 'not stated; startup of the task, else a minute, and three minutes more where EC2 starts an instance',
  workLost: 'not stated; an interruption undoes half of a job, and nothing of a service',
} as const;

function secondsAssumption(
  key: keyof typeof SECONDS_WHY,
  pools: readonly SpotPoolOutlook[],
  secondsOf: (pool: SpotPoolOutlook) => string,
): Assumption {
  const seconds = [...new Set(pools.map(secondsOf))].sort((a, b) => Number(a) - Number(b));
  const [least = '0', most = least] = [seconds[0], seconds.at(-1)];
  return { path: `purchasing.spot.${key}`, value: least === most ? `${least}s` : `${least}s to ${most}s`, why: SECONDS_WHY[key] };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
