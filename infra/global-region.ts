/** Where everything of CloudFront is kept that is not at its edges: certificates, firewalls and metrics. */
export const globalRegion = 'us-east-1';
