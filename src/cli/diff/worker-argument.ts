/** The first argument of a thread that compares; of the program itself it is no command. */
export const WORKER_ARGUMENT = 'compare-pairs';
