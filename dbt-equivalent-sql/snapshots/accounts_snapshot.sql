{% snapshot accounts_snapshot %}
{{ config(
    unique_key='account_id',
    strategy='check',
    check_cols=['customer_id', 'account_type', 'iban', 'card_number', 'currency', 'overdraft_limit', 'status'],
    hard_deletes='invalidate'
) }}
select
    account_id,
    customer_id,
    account_type,
    iban,
    card_number,
    currency,
    overdraft_limit,
    status,
    created_at
from {{ ref('stg_accounts') }}
where not is_deleted
{% endsnapshot %}
