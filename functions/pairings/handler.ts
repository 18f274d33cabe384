import { answering } from '../http/handler.ts';
import { board } from './board.tsx';
import { comparison } from './comparison.tsx';
import { origin } from './context.ts';
import { addFacilitator, facilitators, removeFacilitator } from './facilitators.tsx';
import { movePartner, undoMove } from './moves.tsx';
import { askForProposal, pairing } from './pairing.tsx';
import { partnership } from './partnership.tsx';
import { partnerships } from './partnerships.tsx';
import { proposal } from './proposal.tsx';
import { publicationPage, publishPairing } from './publication.tsx';
import { repairPage, repairPartnership } from './repair.tsx';
import { proofFile, replay } from './replay.tsx';
import { addRuling, askAround, liftRuling } from './rulings.tsx';
import { assignAllFacilitators, assignFacilitators, scenarioFacilitators } from './scenario-facilitators.tsx';

/** The director pairs hosts and partners here, and facilitators see their partnerships. */
export const handler = answering<'pairings'>(
  {
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
    partnerships,
    partnership,
    repairPage,
    repairPartnership,
  },
  { origin },
);
