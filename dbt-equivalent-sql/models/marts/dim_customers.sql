{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='customer_id') }}
{%- set attributes = [
    'first_name', 'last_name', 'email', 'phone', 'address', 'city', 'postal_code', 'country', 'birth_date',
    'national_id', 'status'
] %}

with touched as (
    select staged.customer_id, staged.last_offset
    from {{ ref('stg_customers') }} staged
    {%- if is_incremental() %}
    left join (
        select customer_id, max(known_offset) as known_offset from {{ this }} group by customer_id
    ) known on known.customer_id = staged.customer_id
    where known.known_offset is null or known.known_offset <> staged.last_offset
    {%- endif %}
),

log as (
    select
        touched.customer_id,
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
        touched.last_offset
    from {{ source('bronze', 'raw_customers') }} raw
    inner join touched on touched.customer_id = raw.id and raw.__offset <= touched.last_offset
),

{{ attribute_versions('customer_id', attributes) }}

select
    {{ version_key('customer_id') }} as customer_sk,
    customer_id,
    {{ attributes | join(',\n    ') }},
    cast(updated_by as varchar) as changed_by,
    cast(created_at as timestamp_ltz) as created_at,
    cast(version_number as number(10, 0)) as version_number,
    {{ commit_time('valid_from_ms') }} as valid_from,
    {{ commit_time('valid_to_ms') }} as valid_to,
    valid_to_ms is null as is_current,
    ends_in_deletion as is_deleted,
    last_offset as known_offset
from versions
