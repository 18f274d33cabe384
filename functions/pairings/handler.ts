import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { partnerships } from './partnerships/respond.tsx';

const proposals = later(() => import('./scenarios.part.ts'));
const onePartnership = later(() => import('./partnership.part.ts'));

/** Directors pair hosts and partners here. Facilitators see their partnerships. */
export const handler = answering<'pairings'>(
  {
    pairing: proposals('pairing'),
    askForProposal: proposals('askForProposal'),
    comparison: proposals('comparison'),
    proposal: proposals('proposal'),
    proofFile: proposals('proofFile'),
    replay: proposals('replay'),
    board: proposals('board'),
    movePartner: proposals('movePartner'),
    undoMove: proposals('undoMove'),
    addRuling: proposals('addRuling'),
    liftRuling: proposals('liftRuling'),
    askAround: proposals('askAround'),
    scenarioFacilitators: proposals('scenarioFacilitators'),
    assignFacilitators: proposals('assignFacilitators'),
    assignAllFacilitators: proposals('assignAllFacilitators'),
    publicationPage: proposals('publicationPage'),
    publishPairing: proposals('publishPairing'),
    facilitators: proposals('facilitators'),
    addFacilitator: proposals('addFacilitator'),
    removeFacilitator: proposals('removeFacilitator'),
    partnerships,
    partnership: onePartnership('partnership'),
    handoverPage: proposals('handoverPage'),
    handOver: proposals('handOver'),
    repairPage: proposals('repairPage'),
    repairPartnership: proposals('repairPartnership'),
  },
  { origin },
);
