import { board } from './board.tsx';
import { comparison } from './comparison.tsx';
import { addFacilitator, facilitators, removeFacilitator } from './facilitators.tsx';
import { handOver, handoverPage } from './handover.tsx';
import { movePartner, undoMove } from './moves.tsx';
import { askForProposal, pairing } from './pairing.tsx';
import { proposal } from './proposal.tsx';
import { publicationPage, publishPairing } from './publication.tsx';
import { repairPage, repairPartnership } from './repair.tsx';
import { proofFile, replay } from './replay.tsx';
import { addRuling, askAround, liftRuling } from './rulings.tsx';
import { assignAllFacilitators, assignFacilitators, scenarioFacilitators } from './scenario-facilitators.tsx';

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
