/**
 * Resource types that change nothing of what the service does on one machine, each with the reason. A type that is
 * neither here nor interpreted stops the runner.
 */
export const withoutLocalMeaning: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::ApiMapping': 'the address is the one that the runner listens on',
  'AWS::ApiGatewayV2::DomainName': 'the address is the one that the runner listens on',
  'AWS::CDK::Metadata': 'only tells AWS which constructs were used',
  'AWS::CertificateManager::Certificate': 'the local address has no certificate',
  'AWS::CloudWatch::Alarm': 'failures are printed in the terminal',
  'AWS::CloudWatch::CompositeAlarm': 'failures are printed in the terminal',
  'AWS::CloudWatch::Dashboard': 'there are no local metrics to draw',
  'AWS::Cognito::ManagedLoginBranding': 'staff are chosen on a page of the runner',
  'AWS::Cognito::UserPoolDomain': 'staff are chosen on a page of the runner',
  'AWS::Cognito::UserPoolResourceServer': 'there are no machine clients on this machine',
  'AWS::IAM::ManagedPolicy': 'nothing checks permissions on this machine',
  'AWS::IAM::Policy': 'nothing checks permissions on this machine',
  'AWS::IAM::Role': 'nothing checks permissions on this machine',
  'AWS::KMS::Alias': 'what is stored here is not encrypted',
  'AWS::KMS::Key': 'what is stored here is not encrypted',
  'AWS::Lambda::Permission': 'nothing checks permissions on this machine',
  'AWS::Logs::LogGroup': 'logs are files in the data folder',
  'AWS::Logs::MetricFilter': 'there are no local metrics',
  'AWS::Logs::ResourcePolicy': 'nothing checks permissions on this machine',
  'AWS::Route53::RecordSet': 'the address is the one that the runner listens on',
  'AWS::SES::ConfigurationSet': 'letters go to the inbox page, so nothing bounces',
  'AWS::SES::ConfigurationSetEventDestination': 'letters go to the inbox page, so nothing bounces',
  'AWS::SES::EmailIdentity': 'letters go to the inbox page, whoever sends them',
  'AWS::SNS::Subscription': 'failures are printed in the terminal',
  'AWS::SNS::Topic': 'failures are printed in the terminal',
  'AWS::SNS::TopicPolicy': 'nothing checks permissions on this machine',
  'AWS::SQS::Queue': 'queues only take what failed; that is written to dead-letters.jsonl',
  'AWS::SQS::QueuePolicy': 'nothing checks permissions on this machine',
};
