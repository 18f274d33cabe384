import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { sendMessage } from './http.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

type Server = {
  readonly port: number;
  /** Earlier requests wait until there is an answer. */
  readonly answer: (answer: Answer) => void;
  readonly close: () => Promise<void>;
};

/**
 * Listens on this machine only. It takes the port before anything else starts, so that it is known and free.
 * @throws a sentence if something else uses it.
 */
export async function listen(port: number): Promise<Server> {
  let ready: (answer: Answer) => void = () => {};
  const answering = new Promise<Answer>((done) => {
    ready = done;
  });
  // HTTP APIs accept 10,240 bytes of headers. 60 s is more than any local upload needs.
  const server = createServer({ maxHeaderSize: 10_240, requestTimeout: 60_000 }, (request, response) => {
    void answering
      .then((answer) => (isForThisMachine(request) ? answer(request, response) : refuse(response)))
      .catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((done, stop) => {
    server.once('error', (error) => stop(inWords(error, port)));
    server.listen(port, '127.0.0.1', done);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    answer: (answer) => ready(answer),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

// A website could point its own domain here and read our responses.
const isForThisMachine = ({ headers }: IncomingMessage) =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? '');

function refuse(response: ServerResponse): void {
  sendMessage(response, 403, 'Forbidden');
}

function fail(response: ServerResponse, error: unknown): void {
  console.error(`! ${error instanceof Error ? error.stack : String(error)}`);
  if (response.headersSent) response.destroy();
  else sendMessage(response, 500, 'Internal Server Error');
}

function inWords(error: Error, port: number): Error {
  if (!('code' in error)) return error;
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is in use. Stop the other program, or choose another port with PORT=${port + 1} npm start.`,
    );
  }
  if (error.code === 'EACCES')
    return new Error(`You can’t use port ${port}. Choose one above 1023 with PORT.`);
  return error;
}
