{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='account_id') }}
{%- set attributes = [
    'customer_id', 'account_type', 'iban', 'card_number', 'currency', 'overdraft_limit', 'status'
] %}

with touched as (
    select staged.account_id, staged.balance, staged.last_offset
    from {{ ref('stg_accounts') }} staged
    {%- if is_incremental() %}
    left join (
        select account_id, max(known_offset) as known_offset from {{ this }} group by account_id
    ) known on known.account_id = staged.account_id
    where known.known_offset is null or known.known_offset <> staged.last_offset
    {%- endif %}
),

log as (
    select
        touched.account_id,
        {% for attribute in attributes -%}
        raw.{{ attribute }},
        {% endfor -%}
        raw.updated_by,
        raw.created_at,
        {{ is_deletion('raw') }} as is_deleted,
        raw.__source_ts_ms as source_ts_ms,
        raw.__source_lsn as source_lsn,
        raw.__source_txid as source_txid,
        raw.__offset as source_offset,
        touched.balance as latest_balance,
        touched.last_offset
    from {{ source('bronze', 'raw_accounts') }} raw
    inner join touched on touched.account_id = raw.id and raw.__offset <= touched.last_offset
),

{{ attribute_versions('account_id', attributes) }}

select
    {{ version_key('account_id') }} as account_sk,
    account_id,
    {{ attributes | join(',\n    ') }},
    cast(updated_by as varchar) as changed_by,
    cast(created_at as timestamp_ltz) as created_at,
    cast(version_number as number(10, 0)) as version_number,
    {{ commit_time('valid_from_ms') }} as valid_from,
    {{ commit_time('valid_to_ms') }} as valid_to,
    valid_to_ms is null as is_current,
    ends_in_deletion as is_deleted,
    case when valid_to_ms is null then latest_balance end as current_balance,
    last_offset as known_offset
from versions
