import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

type BudgetProps = { readonly alarmAddress: string; readonly monthlyBudgetUsd: number };

/**
 * Emails the alarm address when the month's bill nears its limit, and as soon as it is forecast to exceed it.
 * It covers the whole account: a tag filter counts nothing until someone turns the tag on in Billing, and
 * nothing says so.
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
