{{ config(materialized='incremental', unique_key='customer_id') }}
{%- set columns = [
    'first_name', 'last_name', 'email', 'phone', 'address', 'city', 'postal_code', 'country', 'birth_date',
    'national_id', 'status', 'row_version', 'updated_by', 'created_at', 'updated_at'
] %}

with changes as (
    select
        cast(raw.id as number(19, 0)) as customer_id,
        cast(raw.first_name as varchar) as first_name,
        cast(raw.last_name as varchar) as last_name,
        cast(raw.email as varchar) as email,
        cast(raw.phone as varchar) as phone,
        cast(raw.address as varchar) as address,
        cast(raw.city as varchar) as city,
        cast(raw.postal_code as varchar) as postal_code,
        cast(raw.country as varchar) as country,
        cast(raw.birth_date as date) as birth_date,
        cast(raw.national_id as varchar) as national_id,
        cast(raw.status as varchar) as status,
        cast(raw.version as number(10, 0)) as row_version,
        cast(raw.updated_by as varchar) as updated_by,
        cast(raw.created_at as timestamp_ltz) as created_at,
        cast(raw.updated_at as timestamp_ltz) as updated_at,
        {{ change_columns('raw') }}
    from {{ source('bronze', 'raw_customers') }} raw
    {{ only_new_changes('raw') }}
),

{{ latest_image('customer_id', columns) }}
