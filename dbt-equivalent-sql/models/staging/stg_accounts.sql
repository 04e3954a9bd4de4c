{{ config(materialized='incremental', unique_key='account_id') }}
{%- set columns = [
    'customer_id', 'account_type', 'iban', 'card_number', 'currency', 'balance', 'overdraft_limit', 'status',
    'row_version', 'updated_by', 'created_at', 'updated_at'
] %}

with changes as (
    select
        cast(raw.id as number(19, 0)) as account_id,
        cast(raw.customer_id as number(19, 0)) as customer_id,
        cast(raw.account_type as varchar) as account_type,
        cast(raw.iban as varchar) as iban,
        cast(raw.card_number as varchar) as card_number,
        cast(raw.currency as varchar) as currency,
        cast(raw.balance as number(18, 2)) as balance,
        cast(raw.overdraft_limit as number(18, 2)) as overdraft_limit,
        cast(raw.status as varchar) as status,
        cast(raw.version as number(10, 0)) as row_version,
        cast(raw.updated_by as varchar) as updated_by,
        cast(raw.created_at as timestamp_ltz) as created_at,
        cast(raw.updated_at as timestamp_ltz) as updated_at,
        {{ change_columns('raw') }}
    from {{ source('bronze', 'raw_accounts') }} raw
    {{ only_new_changes('raw') }}
),

{{ latest_image('account_id', columns) }}
