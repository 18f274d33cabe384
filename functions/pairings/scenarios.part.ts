import { assignAllFacilitators, assignFacilitators, scenarioFacilitators } from './assignment/respond.tsx';
import { addRuling, askAround, liftRuling, movePartner, undoMove } from './board/commands.tsx';
import { board } from './board/respond.tsx';
import { comparison } from './comparison/respond.tsx';
import { addFacilitator, facilitators, removeFacilitator } from './facilitators/respond.tsx';
import { handOver, handoverPage } from './handover/respond.tsx';
import { proofFile, proposal, replay } from './proposal/respond.tsx';
import { publicationPage, publishPairing } from './publication/respond.tsx';
import { repairPage, repairPartnership } from './repair/respond.tsx';
import { askForProposal, pairing } from './scenarios/respond.tsx';

/** Everything that needs the pairing algorithm: proposals, publication, and repairs. */
export const responders = {
  pairing,
  askForProposal,
  comparison,
  proposal,
  proofFile,
  replay,
  board,
  movePartner,
  undoMove,
  addRuling,
  liftRuling,
  askAround,
  scenarioFacilitators,
  assignFacilitators,
  assignAllFacilitators,
  publicationPage,
  publishPairing,
  facilitators,
  addFacilitator,
  removeFacilitator,
  handoverPage,
  handOver,
  repairPage,
  repairPartnership,
};
