/** Everything that needs the pairing algorithm: proposals, publication, and repairs. */
export { assignAllFacilitators, assignFacilitators, scenarioFacilitators } from './assignment/respond.tsx';
export { addRuling, liftRuling, movePartner, redoMove, undoMove } from './board/commands.tsx';
export { board } from './board/respond.tsx';
export { comparison } from './comparison/respond.tsx';
export { addFacilitator, facilitators, removeFacilitator } from './facilitators/respond.tsx';
export { handOver, handoverPage } from './handover/respond.tsx';
export { proofFile, proposal, replay } from './proposal/respond.tsx';
export { publicationPage, publishPairing } from './publication/respond.tsx';
export { repairPage, repairPartnership } from './repair/respond.tsx';
export { askForProposal, requestPage } from './request/respond.tsx';
export { pairing } from './scenarios/respond.tsx';
