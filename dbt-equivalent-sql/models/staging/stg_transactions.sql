{{ config(materialized='incremental', unique_key='transaction_id') }}
{%- set columns = [
    'account_id', 'txn_type', 'amount', 'currency', 'related_account_id', 'merchant', 'mcc', 'channel', 'reference',
    'status', 'decline_reason', 'row_version', 'updated_by', 'created_at', 'updated_at'
] %}

with changes as (
    select
        cast(raw.id as number(19, 0)) as transaction_id,
        cast(raw.account_id as number(19, 0)) as account_id,
        cast(raw.txn_type as varchar) as txn_type,
        cast(raw.amount as number(18, 2)) as amount,
        cast(raw.currency as varchar) as currency,
        cast(raw.related_account_id as number(19, 0)) as related_account_id,
        cast(raw.merchant as varchar) as merchant,
        cast(raw.mcc as varchar) as mcc,
        cast(raw.channel as varchar) as channel,
        cast(raw.reference as varchar) as reference,
        cast(raw.status as varchar) as status,
        cast(raw.decline_reason as varchar) as decline_reason,
        cast(raw.version as number(10, 0)) as row_version,
        cast(raw.updated_by as varchar) as updated_by,
        cast(raw.created_at as timestamp_ltz) as created_at,
        cast(raw.updated_at as timestamp_ltz) as updated_at,
        {{ change_columns('raw') }}
    from {{ source('bronze', 'raw_transactions') }} raw
    {{ only_new_changes('raw') }}
),

{{ latest_image('transaction_id', columns) }}
