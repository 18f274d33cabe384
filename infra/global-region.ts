/** The region of CloudFront's global parts: certificates, firewalls, and metrics. */
export const globalRegion = 'us-east-1';
