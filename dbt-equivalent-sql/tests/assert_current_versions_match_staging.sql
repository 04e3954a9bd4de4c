-- What exists in the bank has one current version, what was deleted has none.
with existing as (
    select 'customer' as kind, customer_id as id from {{ ref('stg_customers') }} where not is_deleted
    union all
    select 'account' as kind, account_id as id from {{ ref('stg_accounts') }} where not is_deleted
),

current_versions as (
    select 'customer' as kind, customer_id as id from {{ ref('dim_customers') }} where is_current and not is_deleted
    union all
    select 'account' as kind, account_id as id from {{ ref('dim_accounts') }} where is_current and not is_deleted
),

counted as (
    select kind, id, sum(in_bank) as in_bank, sum(in_gold) as in_gold
    from (
        select kind, id, 1 as in_bank, 0 as in_gold from existing
        union all
        select kind, id, 0 as in_bank, 1 as in_gold from current_versions
    ) both_sides
    group by kind, id
)

select kind, id
from counted
where in_bank <> in_gold
