{{ config(
    materialized='incremental',
    unique_key='transaction_id',
    merge_exclude_columns=['invocation_id']
) }}

with account_versions as (
    {{ joinable_versions(ref('dim_accounts'), 'account_id', ['account_sk', 'account_id', 'customer_id']) }}
),

customer_versions as (
    {{ joinable_versions(ref('dim_customers'), 'customer_id', ['customer_sk', 'customer_id']) }}
),

-- A fact waits here until the versions that it refers to have arrived: the tables are loaded independently.
resolved as (
    select
        staged.*,
        accounts.account_sk,
        customers.customer_sk,
        related.account_sk as related_account_sk
    from {{ ref('stg_transactions') }} staged
    inner join account_versions accounts
        on accounts.account_id = staged.account_id
        and staged.first_committed_at >= accounts.joins_from
        and staged.first_committed_at < accounts.joins_to
    inner join customer_versions customers
        on customers.customer_id = accounts.customer_id
        and staged.first_committed_at >= customers.joins_from
        and staged.first_committed_at < customers.joins_to
    left join account_versions related
        on related.account_id = staged.related_account_id
        and staged.first_committed_at >= related.joins_from
        and staged.first_committed_at < related.joins_to
    where staged.related_account_id is null or related.account_sk is not null
)

select
    resolved.transaction_id,
    resolved.account_sk,
    resolved.customer_sk,
    resolved.related_account_sk,
    resolved.account_id,
    resolved.related_account_id,
    resolved.txn_type,
    resolved.status,
    resolved.decline_reason,
    resolved.currency,
    resolved.amount,
    {{ effect('resolved.txn_type', 'resolved.status', 'resolved.amount') }} as signed_amount,
    resolved.merchant,
    resolved.mcc,
    resolved.channel,
    resolved.reference,
    resolved.updated_by as changed_by,
    resolved.created_at,
    resolved.first_committed_at as committed_at,
    resolved.committed_at as last_committed_at,
    resolved.is_deleted,
    resolved.last_offset,
    '{{ invocation_id }}' as invocation_id
from resolved
{%- if is_incremental() %}
left join {{ this }} known on known.transaction_id = resolved.transaction_id
-- New, changed, or of a dimension version that arrived after the fact.
where known.transaction_id is null
    or known.last_offset <> resolved.last_offset
    or known.account_sk <> resolved.account_sk
    or known.customer_sk <> resolved.customer_sk
    or known.related_account_sk is distinct from resolved.related_account_sk
{%- endif %}
