import type { Course } from './course.ts';

/** The same course with every amount changed (plain decimal texts), those of windows before the one outside of them. */
export function withAmounts(course: Course, change: (amount: string) => string): Course {
  switch (course.kind) {
    case 'constant':
      return { ...course, amount: change(course.amount) };
    case 'schedule':
      return {
        ...course,
        windows: course.windows.map((window) => ({ ...window, amount: change(window.amount) })),
        otherwise: change(course.otherwise),
      };
    case 'bursts':
      return { ...course, base: change(course.base), peak: change(course.peak) };
    case 'hourly':
    case 'trace':
      return { ...course, amounts: course.amounts.map(change) };
    default:
      return course satisfies never;
  }
}
