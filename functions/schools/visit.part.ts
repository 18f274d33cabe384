import { giveReflection, reflectionPage } from './reflection/respond.tsx';
import { nameDelegation, proposeDate } from './visit/commands.tsx';
import { schoolVisit } from './visit/page.tsx';

/** Apart because they load the planner, which knows which other days are free. */
export const responders = { schoolVisit, nameDelegation, proposeDate, reflectionPage, giveReflection };
