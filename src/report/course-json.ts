import type { CourseDifference, CourseType, Fleet, FleetCourse } from '../capacity/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { exactText, minusUsd, NO_USD, quantityText, sumUsd } from '../units/money.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../units/quantity.ts';
import { DIFFERENCE_PARTS } from './course-facts.ts';

/** What the instances that come and go cost, and what that is made of: of all fleets of an option together. */
export function simulationOf(fleets: readonly Fleet[]): object | undefined {
  const courses = fleets.flatMap(({ course }) => course ?? []);
  if (courses.length === 0) return undefined;
  const waiting = courses.map(({ waitingTaskSeconds }) => waitingTaskSeconds).reduce(addQuantities, NO_QUANTITY);
  return {
    ...differenceJson(courses.map(({ difference }) => difference)),
    waitingTaskHours: hoursText(waiting),
  };
}

/** `simulatedUsd` is the sum of `boundUsd` and all parts of `difference`; `waitingUsd` is below 0. */
function differenceJson(all: readonly CourseDifference[]): object {
  const total = (name: 'simulated' | 'bound'): string => exactText(sumUsd(all.map((each) => each[name].cost)));
  return {
    simulatedUsd: total('simulated'),
    boundUsd: total('bound'),
    lowerBoundUsd: exactText(sumUsd(all.map(({ lowerBound }) => lowerBound))),
    difference: Object.fromEntries(
      DIFFERENCE_PARTS.map((name) => {
        const cost = sumUsd(all.map((each) => each[name].cost));
        return [`${name}Usd`, exactText(name === 'waiting' ? minusUsd(NO_USD, cost) : cost)];
      }),
    ),
  };
}

/** The course of one fleet, without what happens minute by minute. */
export function courseOf(course: FleetCourse): object {
  const { scaling, minutes, types, providers, peakMinute, troughMinute, allocation, waitingTaskSeconds, waitingTasksPeak } = course;
  return {
    scaling,
    minutes,
    types: types.map(courseTypeOf),
    capacityProviders: providers.map((provider) => ({
      instanceTypes: provider.types.flatMap((type) => types[type]?.instanceType ?? []),
      services: provider.services,
    })),
    peakMinute,
    troughMinute,
    allocation: allocation.map(({ dimension, approxShare }) => ({ dimension, share: approxShare })),
    waitingTaskHours: hoursText(waitingTaskSeconds),
    waitingTasksPeak,
    ...differenceJson([course.difference]),
    compared: course.compared.map(({ name, ticks, waitingTaskMinutes }) => ({
      instanceTypes: name,
      ticks: ticks.toString(),
      waitingTaskMinutes,
    })),
  };
}

function courseTypeOf({ instanceType, seconds, least, peak, launches, credits }: CourseType): object {
  const cpuCredits = credits && {
    mode: credits.mode,
    surplusVcpuHours: quantityText(credits.surplusVcpuHours),
    throttledVcpuHours: quantityText(credits.throttledVcpuHours),
  };
  return {
    instanceType,
    hours: hoursText(seconds),
    least,
    peak,
    launches: quantityText(launches),
    ...(cpuCredits ? { cpuCredits } : {}),
  };
}

/** What runs from minute to minute, and which task sits where when demand is lowest. */
export function courseSeriesOf({ series, types }: FleetCourse): object[] {
  return series.map(({ fromMinute, instances, runningTasks, waitingTasks }) => ({
    fromMinute,
    instances: Object.fromEntries(types.map(({ instanceType }, type) => [instanceType, instances[type] ?? 0])),
    runningTasks,
    waitingTasks,
  }));
}

function hoursText(seconds: Quantity): string {
  return quantityText(multiplyQuantities(seconds, quantityOf(1, SECONDS_PER_HOUR)));
}
