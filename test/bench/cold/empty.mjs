/** What everything else is measured against: Node itself and nothing more. */
export const handler = async () => ({ statusCode: 200, body: '' });
