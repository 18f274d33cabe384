import { nameDelegation } from './delegation.tsx';
import { proposeDate } from './proposal.tsx';
import { giveReflection, reflectionPage } from './reflection.tsx';
import { schoolVisit } from './visit-page.tsx';

/** What is said of one visit, and all that needs the planner: it knows which other days are free. */
export const responders = { schoolVisit, nameDelegation, proposeDate, reflectionPage, giveReflection };
