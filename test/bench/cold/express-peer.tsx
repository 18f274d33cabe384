/**
 * The program page as it is often built: express behind serverless-http, and the SDK's clients with every
 * command. It reads the same cycle and shows less, so that the comparison favors the peer.
 */
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { SES } from '@aws-sdk/client-ses';
import express from 'express';
import serverless from 'serverless-http';
import { openTable } from '#store/dynamo-table.ts';
import { PublicPage, renderPage } from '#ui/layout.tsx';
import { openStore } from '../../store/store.ts';

const tableName = process.env.TABLE_NAME ?? '';
const store = openStore(tableName, openTable(tableName, new DynamoDB({})));

const app = express();
app.set('letters', new SES({}));
app.use(express.json(), express.urlencoded({ extended: true }));
app.get('/', async (_request, response) => {
  const cycle = await store.currentCycle();
  if (!cycle) throw new Error('The table has no cycle.');
  const { name, summary, hostCriteria } = cycle.program;
  const page = (
    <PublicPage title={name} program={cycle.program}>
      <h1>{name}</h1>
      <p>{summary}</p>
      <ul>
        {hostCriteria.map(({ id, statement }) => (
          <li key={id}>{statement}</li>
        ))}
      </ul>
    </PublicPage>
  );
  response.type('html').send(renderPage(page).body);
});

export const handler = serverless(app);
