import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

type BudgetProps = { readonly alarmAddress: string; readonly monthlyBudgetUsd: number };

/**
 * Tells the alarm address when the month's bill comes near its limit, and as soon as it is forecast to pass it. The bill
 * of the whole account: a filter by tag counts nothing until somebody turns the tag on in Billing, and nothing says so.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { alarmAddress, monthlyBudgetUsd }: BudgetProps) {
    super(scope, id);
    const tellAt = (threshold: number, notificationType: 'ACTUAL' | 'FORECASTED') => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'EMAIL', address: alarmAddress }],
    });
    new CfnBudget(this, 'Monthly', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [tellAt(80, 'ACTUAL'), tellAt(100, 'FORECASTED')],
    });
  }
}
