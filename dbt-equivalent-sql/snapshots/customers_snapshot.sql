{% snapshot customers_snapshot %}
{{ config(
    unique_key='customer_id',
    strategy='check',
    check_cols=[
        'first_name', 'last_name', 'email', 'phone', 'address', 'city', 'postal_code', 'country', 'birth_date',
        'national_id', 'status'
    ],
    hard_deletes='invalidate'
) }}
select
    customer_id,
    first_name,
    last_name,
    email,
    phone,
    address,
    city,
    postal_code,
    country,
    birth_date,
    national_id,
    status,
    created_at
from {{ ref('stg_customers') }}
where not is_deleted
{% endsnapshot %}
