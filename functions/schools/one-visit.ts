import { nameDelegation } from './delegation.tsx';
import { proposeDate } from './proposal.tsx';
import { giveReflection, reflectionPage } from './reflection.tsx';
import { schoolVisit } from './visit-page.tsx';

/** Apart because they load the planner, which knows which other days are free. */
export const responders = { schoolVisit, nameDelegation, proposeDate, reflectionPage, giveReflection };
