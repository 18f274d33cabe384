import { compareText } from '../natural-order.ts';
import type { PlannedVisit } from './problem.ts';

/** The one order of a plan: by date, partnership, visited school, and visiting schools. */
export const inPlanOrder = (a: PlannedVisit, b: PlannedVisit): number =>
  compareText(a.date, b.date) ||
  compareText(a.partnership, b.partnership) ||
  compareText(a.visited, b.visited) ||
  compareText(a.visiting.join('\u0000'), b.visiting.join('\u0000'));
