-- Of one customer or account, a version ends before the next begins, at most the last one is open, and none ends before
-- it began.
with versions as (
    select 'customer' as kind, customer_id as id, version_number, valid_from, valid_to, is_current
    from {{ ref('dim_customers') }}
    union all
    select 'account' as kind, account_id as id, version_number, valid_from, valid_to, is_current
    from {{ ref('dim_accounts') }}
),

paired as (
    select
        versions.*,
        lead(valid_from) over (partition by kind, id order by valid_from, version_number) as next_from
    from versions
)

select kind, id, version_number
from paired
where valid_to < valid_from
    or is_current <> (valid_to is null)
    or (next_from is not null and (valid_to is null or valid_to > next_from))
