/** Apart because they load the planner, which knows which other days are free. */
export { giveReflection, reflectionPage } from './reflection/respond.tsx';
export { nameDelegation, proposeDate } from './visit/commands.tsx';
export { schoolVisit } from './visit/page.tsx';
