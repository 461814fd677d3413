import type { CourseType, FleetCourse } from '../capacity/capacity.ts';
import type { Horizon } from '../demand/demand.ts';
import { approxQuantity, isNoQuantity } from '../units/quantity.ts';
import { courseChart } from './course-chart.ts';
import { minuteText } from './course-time.ts';
import { differenceText, waitingText } from './course-wording.ts';
import { hangingLines } from './listed-lines.ts';
import { changeText, percentText, roundedQuantityText } from './numbers.ts';
import { bindsText } from './packing-wording.ts';
import type { Page } from './table-layout.ts';
import { countText, DIMENSIONS, listText } from './wording.ts';

/** How the instances of a fleet come and go: the chart, what that costs, what binds, and what else was tried. */
export function courseLines(course: FleetCourse, horizon: Horizon, page: Page): string[] {
  const texts = [
    differenceText([course.difference]),
    providersText(course),
    allocationText(course),
    startsText(course),
    ...course.types.map(creditsText),
    waitingText(course),
    comparedText(course),
  ];
  return [
    ...courseChart(course, horizon, page.width - INDENT.length).map((line) => `${INDENT}${line}`),
    ...texts.filter((text) => text !== '').flatMap((text) => hangingLines(`${INDENT}${text}`, page)),
  ];
}

const INDENT = '  ';

/** `at peak, Tue 13:59 UTC: 50 instances`. */
export function momentText(which: 'peak' | 'trough', course: FleetCourse, horizon: Horizon, instances: number): string {
  const minute = which === 'peak' ? course.peakMinute : course.troughMinute;
  return `at ${which}, ${minuteText(minute, horizon)} UTC: ${countText(instances, 'instance')}`;
}

/** `capacity providers: c7g.2xlarge runs api, web · r7g.large runs cache`; nothing where there is one. */
function providersText({ providers, types, scaling }: FleetCourse): string {
  if (providers.length < 2 || scaling === 'managed-instances') return '';
  const texts = providers.map(({ types: own, services }) => {
    const names = own.map((type) => types[type]?.instanceType ?? '');
    return `${names.join(', ')} runs ${listText(services)}`;
  });
  return `capacity providers: ${texts.join(' · ')}`;
}

/** `reserved on average: CPU 61 %, memory 40 %, network interfaces 88 % · network interfaces bind`. */
function allocationText({ allocation }: FleetCourse): string {
  if (allocation.length === 0) return '';
  const [first] = allocation.toSorted((a, b) => b.approxShare - a.approxShare);
  const shares = allocation.map(({ dimension, approxShare }) => `${DIMENSIONS[dimension]} ${percentText(approxShare)}`);
  return `reserved on average: ${shares.join(', ')}${first ? ` · ${bindsText(first.dimension)}` : ''}`;
}

function startsText({ types, scaling }: FleetCourse): string {
  if (scaling === 'fixed') return '';
  const texts = types.map(({ instanceType, launches }) => `${Math.round(approxQuantity(launches))} x ${instanceType}`);
  return `instances started in the month: ${listText(texts)}`;
}

/** `t3.large: 229.33 vCPU-hours above the baseline are charged`; nothing of a type that is not burstable. */
function creditsText({ instanceType, credits }: CourseType): string {
  if (!credits) return '';
  if (credits.mode === 'standard') {
    const lacking = isNoQuantity(credits.throttledVcpuHours) ? 'no' : roundedQuantityText(credits.throttledVcpuHours);
    return `${instanceType}, standard: ${lacking} vCPU-hours that tasks ask for are not given`;
  }
  const charged = isNoQuantity(credits.surplusVcpuHours) ? 'no' : roundedQuantityText(credits.surplusVcpuHours);
  return `${instanceType}, unlimited: ${charged} vCPU-hours above the baseline are charged`;
}

function comparedText({ compared }: FleetCourse): string {
  const [chosen, ...others] = compared;
  if (!chosen || others.length === 0) return '';
  const texts = others.map(({ name, ticks }) => `${name} ${changeText(Number(ticks - chosen.ticks) / Math.max(1, Number(chosen.ticks)))}`);
  return `simulated as well: ${listText(texts)}`;
}
